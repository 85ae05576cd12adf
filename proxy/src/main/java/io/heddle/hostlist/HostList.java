package io.heddle.hostlist;

/// Named list of hosts that rules refer to. Its content may be exchanged while they are in use.
public final class HostList {
  private final String name;
  private final String file;
  private volatile HostSet hosts = HostSet.EMPTY;

  /// An empty list.
  ///
  /// @param name in the rules
  /// @param file name of its file, for messages
  public HostList(String name, String file) {
    this.name = name;
    this.file = file;
  }

  public String name() {
    return name;
  }

  /// Its content now.
  public HostSet hosts() {
    return hosts;
  }

  /// Exchanges its content.
  public void replace(HostSet next) {
    hosts = next;
  }

  /// Text about an entry of it: `ads: ads.example (ads.hosts:17)`.
  public String describe(HostEntry entry) {
    return name + ": " + entry.pattern() + " (" + file + ":" + entry.line() + ")";
  }

  @Override
  public String toString() {
    return name;
  }
}
