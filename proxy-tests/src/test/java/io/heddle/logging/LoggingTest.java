package io.heddle.logging;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.logging.LogSettings.AccessLines;
import io.heddle.logging.LogSettings.LineFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.runtime.Timestamp;
import org.tinylog.writers.Writer;

/// The properties for tinylog, and the form of a line in JSON.
@Tag("component")
class LoggingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void accessLinesAreWrittenWhateverTheLevel() {
    Map<String, String> properties = properties(Level.ERROR, AccessLines.WRITTEN);
    assertEquals("info", properties.get("level"));
    assertEquals("error", properties.get("writerMessages.level"));
    assertEquals("-", properties.get("writerMessages.tag"));
    assertEquals("info", properties.get("writerAccess.level"));
    assertEquals("access", properties.get("writerAccess.tag"));
  }

  @Test
  void withoutAccessLinesNothingListensToThem() {
    Map<String, String> properties = properties(Level.DEBUG, AccessLines.OMITTED);
    assertEquals("debug", properties.get("level"));
    assertEquals(Optional.empty(), Optional.ofNullable(properties.get("writerAccess")));
  }

  @ParameterizedTest
  @EnumSource(LineFormat.class)
  void allWritersWriteToTheSamePlaceInTheOrderOfTheLines(LineFormat format, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("heddle.log"), "before\n");
    LogSettings settings =
        new LogSettings(Level.INFO, AccessLines.WRITTEN, Optional.of(file), format);
    Map<String, String> properties = Logging.properties(settings);
    LogQueue queue = LogQueue.to(settings.file());
    Logging.setQueue(queue);
    Writer messages = writer("writerMessages", properties);
    Writer access = writer("writerAccess", properties);
    access.write(entry("access", "first"));
    messages.write(entry(null, "second"));
    access.write(entry("access", "third"));
    LogQueueTest.write(queue);
    List<String> written = Files.readAllLines(file);
    assertEquals(4, written.size(), written::toString);
    assertEquals("before", written.getFirst());
    assertTrue(written.get(1).contains("first"), written::toString);
    assertTrue(written.get(2).contains("second"), written::toString);
    assertTrue(written.get(3).contains("third"), written::toString);
  }

  /// The writer of this name, created as tinylog does it.
  private static Writer writer(String name, Map<String, String> properties) throws Exception {
    Map<String, String> own =
        properties.keySet().stream()
            .filter(key -> key.startsWith(name + "."))
            .collect(toMap(key -> key.substring(name.length() + 1), properties::get));
    return Class.forName(properties.get(name))
        .asSubclass(Writer.class)
        .getConstructor(Map.class)
        .newInstance(own);
  }

  @Test
  void aJsonLineHoldsAnyText() {
    assertEquals(
        "{\"time\":\"2026-01-01T12:00:00Z\",\"level\":\"INFO\","
            + "\"message\":\"a \\\"b\\\" \\\\ \\n\\t\\u0007 ü\"}",
        JsonLogWriter.toJson(entry(null, "a \"b\" \\ \n\t\u0007 ü")));
  }

  @Test
  void invisibleCharactersAreEscapedInJson() {
    assertTrue(
        JsonLogWriter.toJson(entry(null, "a\u202e\u0085\u009b\u007f\u2028ü"))
            .contains("\"a\\u202e\\u0085\\u009b\\u007f\\u2028ü\""));
  }

  @Test
  void aMessageCannotDriveATerminal() {
    assertEquals("a?[31m?\n\tat b\n", TextLogWriter.masked("a\u001b[31m\u202e\n\tat b\n"));
  }

  @Test
  void aJsonLineWithoutATagHasNone() {
    assertEquals(
        "{\"time\":\"2026-01-01T12:00:00Z\",\"level\":\"INFO\",\"message\":\"m\"}",
        JsonLogWriter.toJson(entry(null, "m")));
  }

  private static LogEntry entry(String tag, String message) {
    Timestamp noon = new FixedTimestamp();
    return new LogEntry(noon, null, Map.of(), null, null, null, -1, tag, Level.INFO, message, null);
  }

  private static Map<String, String> properties(Level level, AccessLines access) {
    return Logging.properties(new LogSettings(level, access, Optional.empty(), LineFormat.TEXT));
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
