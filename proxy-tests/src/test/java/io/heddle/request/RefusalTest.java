package io.heddle.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.request.Refusal.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("codec")
class RefusalTest {

  @Test
  void detailsAreOnOneLine() {
    Refusal refusal = new Refusal(Reason.MALFORMED, "bad\r\nname\0\u001b[31m\u0085\u2028é");
    assertEquals("bad??name??[31m??é", refusal.details());
  }

  /// The right-to-left override shows what follows in reverse; a zero-width space hides a difference.
  @Test
  void detailsHaveNoInvisibleCharacters() {
    Refusal refusal =
        new Refusal(Reason.MALFORMED, "a\u202eb\u2066c\u200bd\ufeffe\u061cf\udc00g\ud83d\ude00");
    assertEquals("a?b?c?d?e?f?g\ud83d\ude00", refusal.details());
  }

  @Test
  void detailsAreTruncatedAfter600Characters() {
    assertEquals("a".repeat(600), new Refusal(Reason.MALFORMED, "a".repeat(600)).details());
    assertEquals("a".repeat(600) + "…", new Refusal(Reason.MALFORMED, "a".repeat(601)).details());
  }

  @Test
  void itsExceptionHasTheSameTextAndNoStackTrace() {
    RefusedException e = new RefusedException(Reason.NOT_ALLOWED, "by rule 3");
    assertEquals(new Refusal(Reason.NOT_ALLOWED, "by rule 3"), e.refusal());
    assertEquals("NOT_ALLOWED: by rule 3", e.getMessage());
    assertEquals(0, e.getStackTrace().length);
  }
}
