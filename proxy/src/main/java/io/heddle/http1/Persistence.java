package io.heddle.http1;

/// Whether a connection serves another message after this one (RFC 9112 §9.3).
public enum Persistence {
  KEEP("keep-alive"),
  CLOSE("close");

  private final String option;

  Persistence(String option) {
    this.option = option;
  }

  /// How `Connection` says it.
  public String option() {
    return option;
  }

  /// What the client of a proxy wants. Some say it in `Proxy-Connection`, which no RFC knows.
  public static Persistence of(RequestHead head) {
    boolean close = head.fields().lists("Connection", "close");
    if (close || head.fields().lists("Proxy-Connection", "close")) {
      return CLOSE;
    }
    return of(
        head.version(),
        head.fields().lists("Connection", "keep-alive")
            || head.fields().lists("Proxy-Connection", "keep-alive"));
  }

  /// What the server wants.
  public static Persistence of(ResponseHead head) {
    return head.fields().lists("Connection", "close")
        ? CLOSE
        : of(head.version(), head.fields().lists("Connection", "keep-alive"));
  }

  private static Persistence of(Version version, boolean keepAlive) {
    return version == Version.HTTP_1_1 || keepAlive ? KEEP : CLOSE;
  }
}
