package io.heddle.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reasons of failed starts, from the real messages of Java.
@Tag("codec")
class ProcessStartFailureTest {
  @Test
  void theWordsOfJavaAreLeftOut() {
    assertEquals(
        "Argument list too long",
        ProcessStartFailure.reason(
            new IOException(
                "Cannot run program \"a\": Exec failed, error: 7 (Argument list too long)")));
    assertEquals(
        "No such file or directory",
        ProcessStartFailure.reason(
            new IOException(
                "Cannot run program \"a\" (in directory \"b\"): error=2, No such file or directory")));
    assertEquals(
        "no spawn helper",
        ProcessStartFailure.reason(
            new IOException("Cannot run program \"a\" (in directory \"b\"): no spawn helper")));
    assertEquals("broken", ProcessStartFailure.reason(new IOException("broken")));
  }
}
