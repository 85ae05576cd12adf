package io.heddle.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.heddle.support.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// Log file that others rename, delete, replace, or do not read.
@Tag("component")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LogFileTest {
  @TempDir Path folder;

  private Path path() {
    return folder.resolve("heddle.log");
  }

  private static void write(LogDestination file, String line) throws IOException {
    file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aFifoWithoutAReaderKeepsTheFirstLinesForOne() throws IOException {
    Program.installed("mkfifo").with(path()).run().succeeds();
    LogFile file = LogFile.open(path());
    write(file, "first\n");
    try (BufferedReader reader = Files.newBufferedReader(path())) {
      assertEquals("first", reader.readLine());
    }
    write(file, "no reader, and no failure\n");
    try (BufferedReader reader = Files.newBufferedReader(path())) {
      assertEquals("no reader, and no failure", reader.readLine());
    }
  }

  @Test
  void aReplacedFileIsNoticed() throws IOException {
    LogFile file = LogFile.open(path());
    write(file, "first\n");
    Files.move(path(), folder.resolve("heddle.log.1"));
    Files.writeString(path(), "of another\n");
    write(file, "second\n");
    assertEquals("of another\nsecond\n", Files.readString(path()));
    assertEquals("first\n", Files.readString(folder.resolve("heddle.log.1")));
    Files.delete(path());
    write(file, "third\n");
    assertEquals("third\n", Files.readString(path()));
  }

  @Test
  void linesGoToTheOldFileWhileTheNameCannotBeOpened() throws IOException {
    Path before = Files.createDirectory(folder.resolve("logs"));
    Path name = before.resolve("heddle.log");
    LogFile file = LogFile.open(name);
    Path after = Files.move(before, folder.resolve("moved"));
    write(file, "first\n");
    assertEquals("first\n", Files.readString(after.resolve("heddle.log")));
    assertFalse(Files.exists(name));
    Files.createDirectory(before);
    write(file, "second\n");
    assertEquals("second\n", Files.readString(name));
  }
}
