package io.heddle.http2;

import io.heddle.http2.frame.EndHeaders;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderDecoder;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import java.util.Optional;

/// Assembler of field sections from HEADERS and CONTINUATION frames (RFC 9113 §4.3).
final class HeaderAssembler {
  /// Header lists are accepted up to so many times the size that our settings announce. Those above
  /// the announced size are then refused by HTTP (status 431), the rest by RST_STREAM.
  private static final int TOLERANCE = 2;

  private final HeaderDecoder decoder;
  private Optional<Frame.Headers> unfinished = Optional.empty();

  /// Complete field section.
  ///
  /// @param list none if it was far too large
  record FieldSection(int stream, Optional<HeaderList> list, EndStream endStream) {}

  /// @param maxHeaderListSize as our settings announce it
  HeaderAssembler(int maxHeaderListSize) {
    decoder = new HeaderDecoder(TOLERANCE * maxHeaderListSize);
  }

  /// Checks that no other frame comes between the frames of one section.
  void checkSequence(Frame frame) throws Http2Exception {
    boolean valid =
        frame instanceof Frame.Continuation(int stream, _, _)
            ? unfinished.isPresent() && unfinished.get().stream() == stream
            : unfinished.isEmpty();
    if (!valid) {
      throw new Http2Exception(
          ErrorCode.PROTOCOL_ERROR, "a frame between the frames of a header section");
    }
  }

  /// Adds the first frame of a section.
  ///
  /// @return the section, if it is complete
  Optional<FieldSection> add(Frame.Headers frame) throws Http2Exception {
    unfinished = Optional.of(frame);
    decoder.decode(frame.fragment(), frame.endHeaders());
    return section(frame.endHeaders());
  }

  /// Adds a CONTINUATION frame to the field section.
  ///
  /// @return the section, if it is complete
  Optional<FieldSection> add(Frame.Continuation frame) throws Http2Exception {
    decoder.decode(frame.fragment(), frame.endHeaders());
    return section(frame.endHeaders());
  }

  private Optional<FieldSection> section(EndHeaders endHeaders) {
    return switch (endHeaders) {
      case NO -> Optional.empty();
      case YES -> {
        Frame.Headers first = unfinished.orElseThrow();
        unfinished = Optional.empty();
        yield Optional.of(
            new FieldSection(first.stream(), decoder.endSection(), first.endStream()));
      }
    };
  }
}
