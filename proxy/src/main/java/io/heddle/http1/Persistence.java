package io.heddle.http1;

/// Whether a connection serves another message after this one (RFC 9112 §9.3).
public enum Persistence {
  KEEP_ALIVE("keep-alive"),
  CLOSE("close");

  private final String connectionOption;

  Persistence(String option) {
    this.connectionOption = option;
  }

  /// How `Connection` says it.
  public String connectionOption() {
    return connectionOption;
  }

  /// What the client of a proxy wants. Some say it in `Proxy-Connection`, which no RFC knows.
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

  /// What the server wants.
  public static Persistence of(ResponseHead head) {
    return head.fields().hasMember("Connection", "close")
        ? CLOSE
        : of(head.version(), head.fields().hasMember("Connection", "keep-alive"));
  }

  private static Persistence of(HttpVersion version, boolean keepAlive) {
    return version == HttpVersion.HTTP_1_1 || keepAlive ? KEEP_ALIVE : CLOSE;
  }
}
