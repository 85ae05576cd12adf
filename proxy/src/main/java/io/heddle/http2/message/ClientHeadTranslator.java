package io.heddle.http2.message;

import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Translator for the client role: sends the request, receives the response. A stream carries one
/// request, so the response in HTTP/1.1 has `Connection: close`.
final class ClientHeadTranslator implements HeadTranslator {
  private String method = "";

  @Override
  public HeadToSend toHttp2(ByteReader text) throws IOException, MalformedException {
    RequestHead head = RequestHead.read(text, Integer.MAX_VALUE);
    method = head.method();
    BodyLength length = BodyLength.of(head);
    WriteState next =
        length.isEmpty() ? new WriteState.AfterMessage() : new WriteState.InBody(length);
    return new HeadToSend(
        RequestHeadConverter.toHttp2(head),
        method.equals("CONNECT") ? new WriteState.InTunnel() : next);
  }

  @Override
  public ReceivedHead toHttp1(HeaderList list, EndStream endStream) throws MalformedException {
    ResponseHead head = ResponseHeadConverter.toHttp1(list);
    if (head.isInterim()) {
      return new ReceivedHead(HeadTranslator.text(head), ReadState.HEAD);
    }
    if (method.equals("CONNECT") && head.status() / 100 == 2) {
      return new ReceivedHead(HeadTranslator.text(head), ReadState.RAW);
    }
    boolean mayHaveBody = head.mayHaveBody() && !method.equals("HEAD");
    boolean hasLength = head.fields().has("Content-Length");
    HttpFields fields = head.fields().with("Connection", "close");
    if (!mayHaveBody || (endStream == EndStream.YES && hasLength)) {
      return new ReceivedHead(HeadTranslator.text(with(head, fields)), ReadState.DONE);
    }
    if (endStream == EndStream.YES) {
      fields = fields.with("Content-Length", "0");
    } else if (!hasLength) {
      fields = fields.with("Transfer-Encoding", "chunked");
    }
    ReadState next = hasLength ? ReadState.RAW : ReadState.CHUNKED;
    return new ReceivedHead(
        HeadTranslator.text(with(head, fields)),
        endStream == EndStream.YES ? ReadState.DONE : next);
  }

  private static ResponseHead with(ResponseHead head, HttpFields fields) {
    return new ResponseHead(head.version(), head.status(), head.reason(), fields);
  }
}
