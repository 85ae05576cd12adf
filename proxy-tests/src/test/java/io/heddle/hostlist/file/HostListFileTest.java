package io.heddle.hostlist.file;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Host;
import io.heddle.support.Fifo;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// File of a list, at the start and when it changes. The tests play the watch, one period a call.
@Tag("component")
class HostListFileTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final long ENOUGH = 64 << 20;

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("ads.hosts");
  }

  private HostListFile start(String text) throws IOException {
    TestFiles.write(file(), text);
    return new HostListFile("ads", file(), () -> ENOUGH);
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i + ".example\n").collect(joining());
  }

  private static boolean has(HostListFile list, String name) {
    return list.list().hosts().contains(new Host.Name(name));
  }

  /// Two periods, in which the file does not change.
  private static void settle(HostListFile list, long now) {
    list.poll(now);
    list.poll(now);
  }

  private void rename(String text) throws IOException {
    Path other = folder.resolve("new.hosts");
    TestFiles.write(other, text);
    Files.move(other, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aHostsFileOfManyNamesIsRead() throws IOException {
    int count = 200_000;
    String lines =
        IntStream.range(0, count)
            .mapToObj(i -> "0.0.0.0 ads" + i + ".made-up-" + i % 100 + ".example\n")
            .collect(joining());
    HostListFile list = start("# A list\n127.0.0.1 localhost\n::1 localhost\n\n" + lines);
    assertEquals(count, list.list().hosts().names());
    assertTrue(has(list, "ads0.made-up-0.example"));
    assertTrue(has(list, "ads199999.made-up-99.example"));
    assertFalse(has(list, "ads200000.made-up-0.example"));
    assertFalse(has(list, "localhost"));
    assertTrue(list.memory() < 12 << 20, () -> list.memory() + " bytes");
    assertEquals(
        "ads: 200000 names, 2 of a machine itself left out (" + file() + ")", list.summary());
  }

  @Test
  void aFileThatIsWrittenInPlaceIsReadAgain() throws IOException {
    HostListFile list = start("a.example\n");
    TestFiles.write(file(), "b.example");
    list.poll(0);
    assertTrue(has(list, "a.example"), "it may be written yet");
    list.poll(0);
    assertTrue(has(list, "b.example"));
    assertFalse(has(list, "a.example"));
  }

  @Test
  void aFileThatIsRenamedToItsNameIsReadAgain() throws IOException {
    HostListFile list = start(names(1000));
    rename("b.example\n");
    settle(list, 0);
    assertTrue(has(list, "b.example"));
    assertFalse(has(list, "n1.example"));
  }

  @Test
  void aFileThatIsRenamedToItsNameAllTheTimeIsReadEveryFewSeconds() throws IOException {
    HostListFile list = start(names(1000));
    for (int second = 0; second <= 4; second++) {
      // The file before lives on, so that no two files have the same inode.
      Files.createLink(folder.resolve("kept" + second), file());
      rename(second + ".example\n");
      list.poll(Duration.ofSeconds(second).toNanos());
      assertEquals(second < 3, has(list, "n1.example"), "at second " + second);
    }
    assertTrue(has(list, "3.example"));
    assertFalse(has(list, "4.example"), "not at every change");
    settle(list, MINUTE);
    assertTrue(has(list, "4.example"), "once the file is unchanged");
  }

  @Test
  void aFileThatIsWrittenInPlaceForLongIsNotReadMeanwhile() throws IOException {
    HostListFile list = start("a.example\n");
    for (int second = 0; second <= 9; second++) {
      TestFiles.write(file(), "b.example\n".repeat(second + 2));
      list.poll(Duration.ofSeconds(second).toNanos());
    }
    assertTrue(has(list, "a.example"));
  }

  @Test
  void aLinkThatIsExchangedIsReadAgain() throws IOException {
    TestFiles.write(folder.resolve("one"), "a.example\n");
    TestFiles.write(folder.resolve("two"), "b.example\n");
    Files.createSymbolicLink(file(), folder.resolve("one"));
    HostListFile list = new HostListFile("ads", file(), () -> ENOUGH);
    assertTrue(has(list, "a.example"));
    Path other = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("two"));
    Files.move(other, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    settle(list, 0);
    assertTrue(has(list, "b.example"));
  }

  @Test
  void aFileThatCannotBeUsedChangesNothing() throws IOException {
    HostListFile list = start("a.example\n");
    Files.delete(file());
    settle(list, 0);
    TestFiles.write(file(), "");
    settle(list, 0);
    TestFiles.write(file(), "no name\n\0\1\2\n");
    settle(list, 0);
    rename("<html>\nhtml\n<body>\n");
    settle(list, 0);
    Files.delete(file());
    Files.createDirectory(file());
    settle(list, 0);
    Fifo.replacing(file());
    settle(list, 0);
    assertTrue(has(list, "a.example"));
    Files.delete(file());
    TestFiles.write(file(), "# none any more\n");
    settle(list, 0);
    assertFalse(has(list, "a.example"));
  }

  @Test
  void aFileThatLosesMostOfItsEntriesInPlaceIsUsedAfterAMinute() throws IOException {
    HostListFile list = start(names(1000));
    TestFiles.write(file(), names(499));
    settle(list, 0);
    list.poll(MINUTE - 1);
    assertTrue(has(list, "n999.example"));
    list.poll(MINUTE);
    assertFalse(has(list, "n999.example"));
    assertTrue(has(list, "n498.example"));
  }

  @Test
  void theMinuteBeginsAgainWhenTheFileChanges() throws IOException {
    HostListFile list = start(names(1000));
    TestFiles.write(file(), names(10));
    settle(list, 0);
    TestFiles.write(file(), names(20));
    settle(list, MINUTE - 1);
    list.poll(MINUTE);
    assertTrue(has(list, "n999.example"));
    TestFiles.write(file(), names(900));
    settle(list, MINUTE + 1);
    assertFalse(has(list, "n999.example"));
    assertTrue(has(list, "n899.example"));
  }

  @Test
  void aReloadUsesWhateverIsThere() throws IOException {
    HostListFile list = start(names(1000));
    TestFiles.write(file(), names(10));
    list.reload();
    assertFalse(has(list, "n999.example"));
    Files.delete(file());
    assertEquals(
        file() + ": no such file", assertThrows(IOException.class, list::reload).getMessage());
    assertTrue(has(list, "n9.example"));
  }

  @Test
  void aSmallListMayLoseMostOfItsEntriesAtOnce() throws IOException {
    HostListFile list = start(names(99));
    TestFiles.write(file(), names(1));
    settle(list, 0);
    assertFalse(has(list, "n2.example"));
  }

  @Test
  void linesThatAreSkippedAreToldWithTheirPlaces() throws IOException {
    String tooLong = "0.0.0.0 " + "a.example ".repeat(10_000);
    HostListFile list = start("a.example\nno name\n" + tooLong + "\nb.example");
    assertEquals(
        List.of(
            file() + ":2: skipped: \"no name\" is neither one entry nor a line of a hosts file",
            file() + ":3: skipped: the line is longer than 65536 bytes"),
        list.problems());
    assertEquals("ads: 2 names, 2 lines skipped (" + file() + ")", list.summary());
  }

  @Test
  void aStartNeedsAFileThatCanBeUsed() throws IOException {
    assertEquals("no such file", failure());
    TestFiles.write(file(), "");
    assertEquals("it is empty; a list without entries has a comment in it", failure());
    TestFiles.write(file(), "\0\1\n}");
    assertEquals(
        "none of its lines is an entry; line 1: \"\\u0000\\u0001\" is not a host name", failure());
    Files.delete(file());
    Files.createDirectory(file());
    assertEquals("it is a folder", failure());
    Fifo.replacing(file());
    assertEquals("it is no regular file", failure());
  }

  @Test
  void aListHasTheMemoryThatIsLeft() throws IOException {
    TestFiles.write(file(), names(100_000));
    IOException refused =
        assertThrows(IOException.class, () -> new HostListFile("ads", file(), () -> 1 << 20));
    assertTrue(refused.getMessage().contains("more than 1 MiB"), refused.getMessage());
  }

  private String failure() {
    String message =
        assertThrows(IOException.class, () -> new HostListFile("ads", file(), () -> ENOUGH))
            .getMessage();
    return message.replace(file() + ": ", "");
  }
}
