import java.time.Duration;

/// How much time a proxy gets to become used to a kind of work before that is measured.
enum Warmth {
  /// None.
  COLD(0, 0),
  WARM(300, 4_000),
  /// For what takes much code, of which a JVM compiles the last parts after ten thousands of turns.
  HOT(300, 12_000);

  private final long machineMillis;
  private final long byteMillis;

  Warmth(long machineMillis, long byteMillis) {
    this.machineMillis = machineMillis;
    this.byteMillis = byteMillis;
  }

  Duration time(Code code) {
    return Duration.ofMillis(
        switch (code) {
          case MACHINE -> machineMillis;
          case BYTE -> byteMillis;
        });
  }
}
