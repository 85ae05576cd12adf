package io.heddle.http2.frame;

import io.heddle.http2.frame.Frame.Block;
import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.util.Set;
import jdk.internal.net.http.hpack.Encoder;

/// Encodes the header sections of one connection, in the order they are sent (RFC 7541).
///
/// Without a dynamic table: what we send has little in common, and so the peer's limit on it never
/// matters. For one thread at a time.
public final class HeaderEncoder {
  /// Not to be indexed by any proxy behind us either (RFC 7541 §7.1.3).
  private static final Set<String> SECRET =
      Set.of("proxy-authorization", "authorization", "cookie", "set-cookie");

  private final Encoder encoder = new Encoder(0);

  /// Writes a section as HEADERS and as many CONTINUATION frames as it takes.
  public void write(int stream, HeaderList list, Then then, ByteWriter out) {
    ByteBuffer block = encode(list);
    ByteBuffer fragment = nextFragment(block);
    new Frame.Headers(stream, fragment, after(block), then).write(out);
    while (block.hasRemaining()) {
      fragment = nextFragment(block);
      new Frame.Continuation(stream, fragment, after(block)).write(out);
    }
  }

  private ByteBuffer encode(HeaderList list) {
    // A literal is no longer than its text; each line has lengths before that, and the first
    // section of a connection says that there is no table.
    int most = list.headers().stream().mapToInt(Header::size).sum() + 32;
    ByteBuffer block = ByteBuffer.allocate(most);
    for (Header header : list.headers()) {
      encoder.header(header.name(), header.value(), SECRET.contains(header.name()));
      if (!encoder.encode(block)) {
        throw new IllegalStateException("a header line longer than itself");
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

  private static Block after(ByteBuffer block) {
    return block.hasRemaining() ? Block.GOES_ON : Block.ENDS;
  }
}
