package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// Protocol version of a message (RFC 9112 §2.3). A minor version above 1 is treated as 1.1.
public enum HttpVersion {
  HTTP_1_0("HTTP/1.0"),
  HTTP_1_1("HTTP/1.1");

  private final String text;

  HttpVersion(String text) {
    this.text = text;
  }

  static HttpVersion parse(String text) throws MalformedException {
    if (text.length() != 8 || !text.startsWith("HTTP/1.") || !Character.isDigit(text.charAt(7))) {
      throw new MalformedException("the version is not HTTP/1.0 or HTTP/1.1");
    }
    return text.charAt(7) == '0' ? HTTP_1_0 : HTTP_1_1;
  }

  @Override
  public String toString() {
    return text;
  }
}
