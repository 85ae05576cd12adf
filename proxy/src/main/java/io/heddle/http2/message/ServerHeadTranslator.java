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

/// Translator for the server role: receives the request, sends the response. A stream carries one
/// request, so the request in HTTP/1.1 has `Connection: close`.
final class ServerHeadTranslator implements HeadTranslator {
  private String method = "";

  @Override
  public ReceivedHead toHttp1(HeaderList list, EndStream endStream) throws MalformedException {
    RequestHead head = with("Connection", "close", RequestHeadConverter.toHttp1(list));
    method = head.method();
    if (method.equals("CONNECT")) {
      return new ReceivedHead(
          HeadTranslator.text(head), endStream == EndStream.YES ? ReadState.DONE : ReadState.RAW);
    }
    boolean hasLength = head.fields().has("Content-Length");
    if (endStream == EndStream.YES) {
      return new ReceivedHead(HeadTranslator.text(head), ReadState.DONE);
    }
    return hasLength
        ? new ReceivedHead(HeadTranslator.text(head), ReadState.RAW)
        : new ReceivedHead(
            HeadTranslator.text(with("Transfer-Encoding", "chunked", head)), ReadState.CHUNKED);
  }

  private static RequestHead with(String name, String value, RequestHead head) {
    HttpFields fields = head.fields().with(name, value);
    return new RequestHead(head.method(), head.target(), head.version(), fields);
  }

  @Override
  public HeadToSend toHttp2(ByteReader text) throws IOException, MalformedException {
    ResponseHead head = ResponseHead.read(text, Integer.MAX_VALUE);
    return new HeadToSend(ResponseHeadConverter.toHttp2(head), next(head));
  }

  private WriteState next(ResponseHead head) throws MalformedException {
    if (head.isInterim()) {
      return new WriteState.BeforeHead();
    }
    if (method.equals("CONNECT") && head.status() / 100 == 2) {
      return new WriteState.InTunnel();
    }
    BodyLength length = BodyLength.of(head, method);
    return length.isEmpty() ? new WriteState.AfterMessage() : new WriteState.InBody(length);
  }
}
