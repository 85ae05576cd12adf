package io.heddle.http1;

import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.wire.MalformedException;

/// Head of an HTTP/1.1 message: what heads of requests and of responses have in common (RFC 9112 §2.1).
public sealed interface MessageHead permits RequestHead, ResponseHead {
  HttpVersion version();

  HttpFields fields();

  /// Protocol version of a message (RFC 9112 §2.3). A minor version above 1 is treated as 1.1.
  enum HttpVersion {
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

  /// Persistence of a connection after a message (RFC 9112 §9.3).
  enum Persistence {
    KEEP_ALIVE("keep-alive"),
    CLOSE("close");

    private final String connectionOption;

    Persistence(String option) {
      this.connectionOption = option;
    }

    /// Connection option that announces it in the `Connection` field.
    public String connectionOption() {
      return connectionOption;
    }

    /// Persistence that a client of a proxy asks for. Some clients use `Proxy-Connection`, which no RFC
    /// defines.
    public static Persistence of(RequestHead head) {
      boolean close = head.fields().hasMember("Connection", "close");
      if (close || head.fields().hasMember("Proxy-Connection", "close")) {
        return CLOSE;
      }
      return of(
          head.version(),
          head.fields().hasMember("Connection", "keep-alive")
              || head.fields().hasMember("Proxy-Connection", "keep-alive"));
    }

    /// Persistence that a server announces.
    public static Persistence of(ResponseHead head) {
      return head.fields().hasMember("Connection", "close")
          ? CLOSE
          : of(head.version(), head.fields().hasMember("Connection", "keep-alive"));
    }

    private static Persistence of(HttpVersion version, boolean keepAlive) {
      return version == HttpVersion.HTTP_1_1 || keepAlive ? KEEP_ALIVE : CLOSE;
    }
  }
}
