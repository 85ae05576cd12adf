package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What `heddle status --watch` writes to a terminal, and what `heddle tail` takes for a failure.
@Tag("component")
class StatusCommandTest {
  @Test
  void eachLineWritesOverTheOneBefore() {
    assertEquals("\033[Ha\033[K\nb\033[K\n\033[J", StatusCommand.inPlace("a\nb\n", 24));
  }

  @Test
  void aSmallScreenSaysWhatItLeavesOut() {
    assertEquals(
        "\033[Ha\033[K\nb\033[K\n… 3 more lines\033[K\n\033[J",
        StatusCommand.inPlace("a\nb\nc\nd\ne\n", 4));
  }

  @Test
  void aFailureIsKnownByItsFields() {
    assertTrue(TailCommand.isFailure("#1 a - http b rule=x via=y refused=\"NO: why\" 0.1s"));
    assertTrue(TailCommand.isFailure("#1 a - http b rule=x via=y abandoned 0.1s"));
    assertFalse(TailCommand.isFailure("#1 a - http b rule=x via=y closed up=1 down=2 0.1s"));
  }
}
