package io.heddle.http2.message;

import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Then;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// The heads of a request that we send. Since a stream has one request, the response says that the
/// connection is good for no other.
final class ClientHeads implements Heads {
  private String method = "";

  @Override
  public Outgoing outgoing(ByteReader text) throws IOException, MalformedException {
    RequestHead head = RequestHead.read(text, Integer.MAX_VALUE);
    method = head.method();
    BodyLength length = BodyLength.of(head);
    boolean empty = length.equals(BodyLength.NONE) || length.equals(new BodyLength.Fixed(0));
    After after = empty ? new After.Nothing() : new After.Body(length);
    return new Outgoing(
        RequestHeads.toHttp2(head), method.equals("CONNECT") ? new After.Tunnel() : after);
  }

  @Override
  public Incoming incoming(HeaderList list, Then then) throws MalformedException {
    ResponseHead head = ResponseHeads.toHttp1(list);
    if (head.isInterim()) {
      return new Incoming(ServerHeads.text(head), Framing.HEAD);
    }
    if (method.equals("CONNECT") && head.status() / 100 == 2) {
      return new Incoming(ServerHeads.text(head), Framing.PLAIN);
    }
    boolean mayHaveBody = head.mayHaveBody() && !method.equals("HEAD");
    boolean measured = head.fields().has("Content-Length");
    HttpFields fields = head.fields().with("Connection", "close");
    if (!mayHaveBody || (then == Then.END && measured)) {
      return new Incoming(ServerHeads.text(with(head, fields)), Framing.NOTHING);
    }
    if (then == Then.END) {
      fields = fields.with("Content-Length", "0");
    } else if (!measured) {
      fields = fields.with("Transfer-Encoding", "chunked");
    }
    Framing framing = measured ? Framing.PLAIN : Framing.CHUNKED;
    return new Incoming(
        ServerHeads.text(with(head, fields)), then == Then.END ? Framing.NOTHING : framing);
  }

  private static ResponseHead with(ResponseHead head, HttpFields fields) {
    return new ResponseHead(head.version(), head.status(), head.reason(), fields);
  }
}
