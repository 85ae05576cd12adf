package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.config.Log;
import io.heddle.config.Log.Access;
import io.heddle.config.Log.Format;
import io.heddle.config.Log.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tinylog.core.LogEntry;
import org.tinylog.runtime.Timestamp;

/// What the log section means to tinylog, and what a line of JSON looks like.
class LoggingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void accessLinesAreWrittenWhateverTheLevel() {
    Map<String, String> properties = properties(Level.ERROR, Access.ON);
    assertEquals("info", properties.get("level"));
    assertEquals("error", properties.get("writerMessages.level"));
    assertEquals("-", properties.get("writerMessages.tag"));
    assertEquals("info", properties.get("writerAccess.level"));
    assertEquals("access", properties.get("writerAccess.tag"));
  }

  @Test
  void withoutAccessLinesNothingListensToThem() {
    Map<String, String> properties = properties(Level.DEBUG, Access.OFF);
    assertEquals("debug", properties.get("level"));
    assertEquals(Optional.empty(), Optional.ofNullable(properties.get("writerAccess")));
  }

  @Test
  void withoutAFileTheLogLeavesStandardOutputAlone() {
    Map<String, String> properties = properties(Level.INFO, Access.ON);
    assertEquals("console", properties.get("writerMessages"));
    assertEquals("err", properties.get("writerMessages.stream"));
    assertEquals("err", properties.get("writerAccess.stream"));
  }

  @Test
  void aFileIsAppendedTo() {
    Optional<Path> file = Optional.of(Path.of("/var/log/heddle.log"));
    Map<String, String> properties =
        Logging.properties(new Log(Level.INFO, Access.OFF, file, Format.TEXT));
    assertEquals("file", properties.get("writerMessages"));
    assertEquals("/var/log/heddle.log", properties.get("writerMessages.file"));
    assertEquals("true", properties.get("writerMessages.append"));
  }

  @Test
  void aJsonLineHoldsAnyText() {
    assertEquals(
        "{\"time\":\"2026-01-01T12:00:00Z\",\"level\":\"INFO\",\"tag\":\"access\","
            + "\"message\":\"a \\\"b\\\" \\\\ \\n\\t\\u0007 ü\"}",
        JsonLines.toJson(entry("access", "a \"b\" \\ \n\t\u0007 ü")));
  }

  @Test
  void aJsonLineWithoutATagHasNone() {
    assertEquals(
        "{\"time\":\"2026-01-01T12:00:00Z\",\"level\":\"INFO\",\"message\":\"m\"}",
        JsonLines.toJson(entry(null, "m")));
  }

  private static LogEntry entry(String tag, String message) {
    Timestamp noon = new FixedTimestamp();
    return new LogEntry(
        noon, null, Map.of(), null, null, null, -1, tag, org.tinylog.Level.INFO, message, null);
  }

  private static Map<String, String> properties(Level level, Access access) {
    return Logging.properties(new Log(level, access, Optional.empty(), Format.TEXT));
  }

  private static final class FixedTimestamp implements Timestamp {
    @Override
    public java.util.Date toDate() {
      return java.util.Date.from(NOON);
    }

    @Override
    public Instant toInstant() {
      return NOON;
    }

    @Override
    public java.sql.Timestamp toSqlTimestamp() {
      return java.sql.Timestamp.from(NOON);
    }

    @Override
    public long calcDifferenceInNanoseconds(Timestamp other) {
      return 0;
    }
  }
}
