package io.heddle.lab.client;

/// First byte of a client on a stream to the origin server: what the server does from then on.
public enum OriginRole {
  /// Sends everything back.
  ECHO('E'),
  /// Sends without end.
  SOURCE('S'),
  /// Reads everything, and acknowledges each MiB with one byte.
  SINK('K');

  private final char letter;

  OriginRole(char letter) {
    this.letter = letter;
  }

  public int letter() {
    return letter;
  }
}
