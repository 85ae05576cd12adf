package io.heddle.http2.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.internal.net.http.hpack.Decoder;
import jdk.internal.net.http.hpack.DecodingCallback;

/// Decodes the header sections of one connection, in the order they come (RFC 7541).
///
/// A section above the limit is decoded, since later ones build on it, but not kept: memory is
/// bounded by the limit and the dynamic table, work by the bytes that come.
public final class HeaderDecoder {
  /// Bytes of the dynamic table, which is what peers assume if not told otherwise.
  private static final int TABLE_SIZE = 4096;

  /// Fragments in which a section may come: what they carry is bounded, not how many are empty.
  private static final int MOST_FRAGMENTS = 64;

  private final int listLimit;
  private final Decoder decoder = new Decoder(TABLE_SIZE);
  private List<Header> headers = new ArrayList<>();
  private long size;
  private long bytes;
  private int fragments;

  /// @param listLimit what the lines of a section may count for
  public HeaderDecoder(int listLimit) {
    this.listLimit = listLimit;
  }

  /// Takes one fragment in.
  ///
  /// @throws Http2Exception if it is no HPACK, or the section has no end
  public void take(ByteBuffer fragment, Frame.Block block) throws Http2Exception {
    bytes += fragment.remaining();
    if (++fragments > MOST_FRAGMENTS || bytes > 2L * listLimit + Frame.MAX_PAYLOAD) {
      throw new Http2Exception(ErrorCode.ENHANCE_YOUR_CALM, "a header section without end");
    }
    try {
      DecodingCallback keep = this::keep;
      decoder.decode(fragment, block == Frame.Block.ENDS, keep);
    } catch (IOException | RuntimeException e) {
      throw new Http2Exception(ErrorCode.COMPRESSION_ERROR, "a header section that is no HPACK");
    }
  }

  private void keep(CharSequence name, CharSequence value) {
    size += name.length() + value.length() + 32L;
    if (size <= listLimit) {
      headers.add(new Header(name.toString(), value.toString()));
    }
  }

  /// The section whose last fragment has been taken; none if it was above the limit.
  public Optional<HeaderList> end() {
    Optional<HeaderList> list =
        size <= listLimit ? Optional.of(new HeaderList(headers)) : Optional.empty();
    headers = new ArrayList<>();
    size = 0;
    bytes = 0;
    fragments = 0;
    return list;
  }
}
