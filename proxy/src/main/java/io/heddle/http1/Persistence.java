package io.heddle.http1;

/// Persistence of a connection after a message (RFC 9112 §9.3).
public enum Persistence {
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
