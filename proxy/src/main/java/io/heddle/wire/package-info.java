/// Reading and writing of bytes under limits, the base of every codec.
///
/// A reader reads from its source only when its buffer is exhausted, and keeps excess bytes as its
/// tail. The next stage of the connection takes that tail first, so bytes that a client sends ahead
/// of a reply are never lost. Codecs that get a filled `ByteBuffer` were rejected: each would need
/// its own "not enough data" state, which a blocking read on a virtual thread keeps on the stack.
package io.heddle.wire;
