package io.heddle.http2.message;

import io.heddle.http1.BodyLength;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Then;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The heads of a request that we serve. Since a stream has one request, it says that it is the
/// last one.
final class ServerHeads implements Heads {
  private String method = "";

  @Override
  public Incoming incoming(HeaderList list, Then then) throws MalformedException {
    RequestHead head = with("Connection", "close", RequestHeads.toHttp1(list));
    method = head.method();
    if (method.equals("CONNECT")) {
      return new Incoming(text(head), then == Then.END ? Framing.NOTHING : Framing.PLAIN);
    }
    boolean measured = head.fields().has("Content-Length");
    if (then == Then.END) {
      return new Incoming(text(head), Framing.NOTHING);
    }
    return measured
        ? new Incoming(text(head), Framing.PLAIN)
        : new Incoming(text(with("Transfer-Encoding", "chunked", head)), Framing.CHUNKED);
  }

  private static RequestHead with(String name, String value, RequestHead head) {
    HttpFields fields = head.fields().with(name, value);
    return new RequestHead(head.method(), head.target(), head.version(), fields);
  }

  @Override
  public Outgoing outgoing(ByteReader text) throws IOException, MalformedException {
    ResponseHead head = ResponseHead.read(text, Integer.MAX_VALUE);
    return new Outgoing(ResponseHeads.toHttp2(head), after(head));
  }

  private After after(ResponseHead head) throws MalformedException {
    if (head.isInterim()) {
      return new After.Head();
    }
    if (method.equals("CONNECT") && head.status() / 100 == 2) {
      return new After.Tunnel();
    }
    BodyLength length = BodyLength.of(head, method);
    boolean empty = length.equals(BodyLength.NONE) || length.equals(new BodyLength.Fixed(0));
    return empty ? new After.Nothing() : new After.Body(length);
  }

  private static ByteBuffer text(RequestHead head) {
    ByteWriter out = new ByteWriter(512);
    head.write(out);
    return out.toBuffer();
  }

  static ByteBuffer text(ResponseHead head) {
    ByteWriter out = new ByteWriter(512);
    head.write(out);
    return out.toBuffer();
  }
}
