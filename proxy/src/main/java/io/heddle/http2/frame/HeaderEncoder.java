package io.heddle.http2.frame;

import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.util.Set;
import jdk.internal.net.http.hpack.Encoder;

/// HPACK encoder of one connection (RFC 7541). HttpField sections are encoded in the order in which
/// they are sent.
///
/// There is no dynamic table: the sections that a proxy sends have little in common, and the peer's
/// limit on the table never matters. Not thread-safe.
public final class HeaderEncoder {
  /// Sent as never-indexed literals, so that no proxy on the way indexes them (RFC 7541 §7.1.3).
  private static final Set<String> NEVER_INDEXED =
      Set.of("proxy-authorization", "authorization", "cookie", "set-cookie");

  private final Encoder encoder = new Encoder(0);

  /// Writes a field section as HEADERS and as many CONTINUATION frames as needed.
  public void write(int stream, HeaderList list, EndStream endStream, ByteWriter out) {
    ByteBuffer block = encode(list);
    ByteBuffer fragment = nextFragment(block);
    new Frame.Headers(stream, fragment, endHeaders(block), endStream).write(out);
    while (block.hasRemaining()) {
      fragment = nextFragment(block);
      new Frame.Continuation(stream, fragment, endHeaders(block)).write(out);
    }
  }

  private ByteBuffer encode(HeaderList list) {
    // A literal takes no more bytes than its text. Added to that are the length prefixes of each
    // line and, in the first section of a connection, the update of the table size to 0.
    int maxLength = list.headers().stream().mapToInt(Header::size).sum() + 32;
    ByteBuffer block = ByteBuffer.allocate(maxLength);
    for (Header header : list.headers()) {
      encoder.header(header.name(), header.value(), NEVER_INDEXED.contains(header.name()));
      if (!encoder.encode(block)) {
        throw new IllegalStateException("a field line is longer than its text");
      }
    }
    return block.flip();
  }

  private static ByteBuffer nextFragment(ByteBuffer block) {
    int size = Math.min(block.remaining(), Frame.MAX_PAYLOAD);
    ByteBuffer fragment = block.slice(block.position(), size);
    block.position(block.position() + size);
    return fragment;
  }

  private static EndHeaders endHeaders(ByteBuffer block) {
    return block.hasRemaining() ? EndHeaders.NO : EndHeaders.YES;
  }
}
