package io.heddle.http2.message;

import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;

/// Conversion of response heads between HTTP/2 and HTTP/1.1 (RFC 9113 §8.3.2). Pure. HTTP/2 has no
/// reason phrases.
final class ResponseHeadConverter {
  private ResponseHeadConverter() {}

  static HeaderList toHttp2(ResponseHead head) {
    List<Header> headers = new ArrayList<>(head.fields().lines().size() + 1);
    headers.add(new Header(":status", Integer.toString(head.status())));
    FieldConverter.addTo(headers, head.fields());
    return new HeaderList(headers);
  }

  /// @throws MalformedException if the list is not a valid response head (RFC 9113 §8.1.1)
  static ResponseHead toHttp1(HeaderList list) throws MalformedException {
    String status = PseudoHeaderFields.of(list, List.of(":status")).required(":status");
    if (!isStatus(status) || status.equals("101")) {
      throw new MalformedException("a status that HTTP/2 does not have");
    }
    return new ResponseHead(
        HttpVersion.HTTP_1_1, Integer.parseInt(status), "", FieldConverter.toHttp1(list));
  }

  private static boolean isStatus(String text) {
    return text.length() == 3
        && text.charAt(0) != '0'
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
