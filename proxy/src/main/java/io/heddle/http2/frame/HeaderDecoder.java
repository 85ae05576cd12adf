package io.heddle.http2.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.internal.net.http.hpack.Decoder;
import jdk.internal.net.http.hpack.DecodingCallback;

/// HPACK decoder of one connection (RFC 7541). HttpField sections are decoded in the order in which
/// they arrive.
///
/// A section above the limit is decoded, since later sections refer to the dynamic table that it
/// changes, but it is not kept. Memory is bounded by the limit and the dynamic table, work by the
/// number of bytes received.
public final class HeaderDecoder {
  /// Bytes of the dynamic table: the initial value of SETTINGS_HEADER_TABLE_SIZE (RFC 9113 §6.5.2).
  private static final int DYNAMIC_TABLE_SIZE = 4096;

  /// Fragments of one field block. Without this limit, a peer could send empty ones for ever.
  private static final int MAX_FRAGMENTS = 64;

  private final int maxListSize;
  private final DecodingCallback callback = new Callback();
  private final Decoder decoder = new Decoder(DYNAMIC_TABLE_SIZE);
  private List<Header> headers = new ArrayList<>();
  private long size;
  private long bytes;
  private int fragments;
  private boolean lateUpdate;

  /// @param maxListSize largest sum of [Header#size] of a section that is kept
  public HeaderDecoder(int maxListSize) {
    this.maxListSize = maxListSize;
  }

  /// Decodes one fragment of a field block.
  ///
  /// @throws Http2Exception if it is not valid HPACK, or the field block is far too long
  public void decode(ByteBuffer fragment, EndHeaders endHeaders) throws Http2Exception {
    bytes += fragment.remaining();
    if (++fragments > MAX_FRAGMENTS || bytes > 2L * maxListSize + Frame.MAX_PAYLOAD) {
      throw new Http2Exception(ErrorCode.ENHANCE_YOUR_CALM, "a header section that is too long");
    }
    try {
      decoder.decode(fragment, endHeaders == EndHeaders.YES, callback);
    } catch (IOException | RuntimeException e) {
      throw notValid();
    }
    if (lateUpdate) {
      throw notValid();
    }
  }

  private static Http2Exception notValid() {
    return new Http2Exception(
        ErrorCode.COMPRESSION_ERROR, "a header section that is not valid HPACK");
  }

  private final class Callback implements DecodingCallback {
    @Override
    public void onDecoded(CharSequence name, CharSequence value) {
      size += name.length() + value.length() + 32L;
      if (size <= maxListSize) {
        headers.add(new Header(name.toString(), value.toString()));
      }
    }

    /// An update of the table size may only come before the first field line (RFC 7541 §4.2).
    @Override
    public void onSizeUpdate(int capacity) {
      lateUpdate |= size > 0;
    }
  }

  /// Ends the section whose last fragment has been decoded, and starts the next one.
  ///
  /// @return the section; none if it was above the limit
  public Optional<HeaderList> endSection() {
    Optional<HeaderList> list =
        size <= maxListSize ? Optional.of(new HeaderList(headers)) : Optional.empty();
    headers = new ArrayList<>();
    size = 0;
    bytes = 0;
    fragments = 0;
    return list;
  }
}
