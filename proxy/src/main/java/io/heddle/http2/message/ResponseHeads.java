package io.heddle.http2.message;

import io.heddle.http1.HttpVersion;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;

/// Response heads in both versions (RFC 9113 §8.3.2): pure. HTTP/2 has no reason phrases.
final class ResponseHeads {
  private ResponseHeads() {}

  static HeaderList toHttp2(ResponseHead head) {
    List<Header> headers = new ArrayList<>(head.fields().lines().size() + 1);
    headers.add(new Header(":status", Integer.toString(head.status())));
    FieldLines.addTo(headers, head.fields());
    return new HeaderList(headers);
  }

  /// @throws MalformedException if it is no response (RFC 9113 §8.1.1)
  static ResponseHead toHttp1(HeaderList list) throws MalformedException {
    String status = PseudoFields.of(list, List.of(":status")).required(":status");
    if (!status.matches("[1-9][0-9]{2}") || status.equals("101")) {
      throw new MalformedException("a status that HTTP/2 does not have");
    }
    return new ResponseHead(
        HttpVersion.HTTP_1_1, Integer.parseInt(status), "", FieldLines.of(list));
  }
}
