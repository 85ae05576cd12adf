package io.heddle.generative;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Random choices of one part of the test: the same for the same seed and number.
final class Dice {
  private final SplittableRandom random;

  Dice(long seed, int number) {
    random = new SplittableRandom(seed + number * 0x632BE59BD9B4E019L);
  }

  /// A number from 0 to `bound`, exclusive.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// True once in `count` times.
  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /// One of these.
  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /// A number below a power of two; small ones are more frequent.
  int size(int bits) {
    return random.nextInt(1 << random.nextInt(bits + 1));
  }

  /// Random bytes, as characters of ISO 8859-1.
  String garbage(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// Random frames of HTTP/2 on a few streams, each with a header that is right or nearly so.
  ///
  ///     length (24)  type (8)  flags (8)  stream (32)  payload
  String frames(int count) {
    StringBuilder frames = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String payload = garbage(of(0, 1, 4, 5, 6, 8, below(300)));
      frames.append('\0').append((char) (payload.length() >> 8));
      frames.append((char) (payload.length() & 0xff));
      frames.append((char) below(12)).append((char) of(0, 1, 4, 5, below(256)).intValue());
      frames.append("\0\0\0").append((char) below(10)).append(payload);
    }
    return frames.toString();
  }
}
