/// Reading and writing bytes under limits: what every codec is built on.
///
/// A reader pulls from its source only when it must and keeps what it read too much; whoever comes
/// next takes that tail first, so bytes sent ahead of a reply are never lost. Codecs that are
/// handed a filled `ByteBuffer` were rejected: each would need its own "not enough yet" state,
/// which a blocking read on a virtual thread keeps on the stack for free.
package io.heddle.wire;
