package io.heddle.lab.client;

import java.io.IOException;

/// Checks of what a proxy sends. Each failure is an [IOException] with both values.
public final class Expect {
  private Expect() {}

  public static void equal(String subject, long expected, long actual) throws IOException {
    if (expected != actual) {
      throw new IOException("%s should be %d, but is %d".formatted(subject, expected, actual));
    }
  }

  /// Checks the status of a response.
  ///
  /// @param head of a response in HTTP/1.1; a reason after the status is optional
  public static void status(int expected, String head) throws IOException {
    if (!head.startsWith("HTTP/1.1 " + expected + " ")) {
      String line = head.lines().findFirst().orElse("nothing");
      throw new IOException("the status should be " + expected + ", but the proxy sent " + line);
    }
  }
}
