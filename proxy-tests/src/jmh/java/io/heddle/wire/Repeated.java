package io.heddle.wire;

/// Bytes that come again and again, for a codec to read.
public final class Repeated {
  private Repeated() {}

  /// A stream of which each read has `bytes`, as far as there is room.
  public static ByteSource source(byte[] bytes) {
    return into -> {
      int count = Math.min(bytes.length, into.remaining());
      into.put(bytes, 0, count);
      return count;
    };
  }
}
