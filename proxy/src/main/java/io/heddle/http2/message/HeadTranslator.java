package io.heddle.http2.message;

import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Translator of the message heads of one stream between HTTP/2 and HTTP/1.1. It remembers the
/// request method, since the meaning of the response head depends on it.
interface HeadTranslator {
  /// Translates a received head.
  ///
  /// @param endStream whether the stream ends with the head
  /// @throws MalformedException if the message is malformed (RFC 9113 §8.1.1)
  ReceivedHead toHttp1(HeaderList list, EndStream endStream) throws MalformedException;

  /// Translates a head that is to be sent.
  ///
  /// @throws MalformedException if `text` does not begin with a valid head
  HeadToSend toHttp2(ByteReader text) throws IOException, MalformedException;

  /// Received head.
  ///
  /// @param text the head in HTTP/1.1
  /// @param next what is read after it
  record ReceivedHead(ByteBuffer text, ReadState next) {}

  /// Head to be sent.
  ///
  /// @param next what is written after it
  record HeadToSend(HeaderList list, WriteState next) {
    /// Flag of the HEADERS frame.
    EndStream endStream() {
      return next instanceof WriteState.AfterMessage ? EndStream.YES : EndStream.NO;
    }
  }

  /// The head as it is sent in HTTP/1.1.
  static ByteBuffer text(RequestHead head) {
    ByteWriter out = new ByteWriter(512);
    head.write(out);
    return out.toBuffer();
  }

  /// The head as it is sent in HTTP/1.1.
  static ByteBuffer text(ResponseHead head) {
    ByteWriter out = new ByteWriter(512);
    head.write(out);
    return out.toBuffer();
  }
}
