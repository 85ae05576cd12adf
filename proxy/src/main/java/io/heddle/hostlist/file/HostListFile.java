package io.heddle.hostlist.file;

import io.heddle.hostlist.HostList;
import io.heddle.hostlist.LineProblem;
import io.heddle.hostlist.file.HostListReader.HostListContent;
import io.heddle.net.FileChange;
import io.heddle.net.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// File of a host list. It is read once, and again when it changes; a file that cannot be used leaves the
/// list as it is.
///
/// A file may be seen while it is written. One that is empty is not used. One that was written in place,
/// and has less than half of the entries that it had, is used when it has stayed so for a minute. A file
/// that was renamed to its name is complete, and a list of less than a hundred entries is written at once,
/// so both may have fewer entries. While it is renamed to its name all the time, one of these files is used
/// every few seconds. For any thread.
public final class HostListFile {
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int SMALL = 100;

  private final HostList list;
  private final Path file;
  private final LongSupplier memory;
  private final FileChange change;
  private final ReplacementWatch replacements;
  private Optional<FileStamp> used = Optional.empty();
  private HostListContent content;
  private Optional<Long> doubtedSince = Optional.empty();
  private boolean announced;

  /// Reads a file.
  ///
  /// @param name of the list in the rules
  /// @param memory bytes that its entries may take
  /// @throws IOException if the file cannot be used; the message names it
  public HostListFile(String name, Path file, LongSupplier memory) throws IOException {
    this.file = file;
    this.memory = memory;
    list = new HostList(name, file.toString());
    change = new FileChange(file.toString());
    replacements = new ReplacementWatch(change.last());
    content = read();
    use(content, change.last());
  }

  /// Checks that a file can be opened and is not empty, without reading it.
  ///
  /// @throws IOException if it cannot or is; the message names it
  public static void check(Path file) throws IOException {
    try {
      HostListReader.check(file);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  public HostList list() {
    return list;
  }

  /// Bytes of memory that its entries take.
  public long memory() {
    return list.hosts().memory();
  }

  /// Reads the file if it has changed, and uses it whatever it has.
  ///
  /// @throws IOException if the file cannot be used; the message names it
  public synchronized void reload() throws IOException {
    Optional<FileStamp> stamp = FileStamp.of(file);
    if (stamp.isEmpty() || !stamp.equals(used)) {
      use(read(), stamp);
      announced = false;
    }
  }

  /// Reads the file if it has changed and has been unchanged since the last call, one period ago.
  ///
  /// @param now of the monotonic clock, in nanoseconds
  public synchronized void poll(long now) {
    boolean isNew = change.isNew();
    boolean isReplaced = replacements.isDue(change.last(), now);
    if (isNew) {
      doubtedSince = Optional.empty();
      update(now);
    } else if (doubtedSince.filter(since -> now - since >= PATIENCE_NANOS).isPresent()) {
      update(now);
    } else if (isReplaced) {
      useOneOfMany();
    }
  }

  /// Uses one of the files that replace each other all the time. Each of them is complete.
  private void useOneOfMany() {
    try {
      Optional<FileStamp> before = FileStamp.of(file);
      HostListContent next = read();
      refuseGarbage(next);
      Optional<FileStamp> after = FileStamp.of(file);
      if (before.equals(after) || ReplacementWatch.isOther(before, after)) {
        announced &= next.summary().equals(content.summary());
        use(next, before);
        announce();
      }
    } catch (IOException e) {
      Logger.error("list {} stays as it was: {}", list.name(), e.getMessage());
    }
  }

  private void update(long now) {
    Optional<FileStamp> stamp = change.last();
    if (stamp.equals(used)) {
      return;
    }
    try {
      HostListContent next = read();
      refuseGarbage(next);
      if (!FileStamp.of(file).equals(stamp)) {
        // It changes again. The next calls will see that.
        return;
      }
      if (doubtedSince.isEmpty() && seemsHalfWritten(next, stamp)) {
        doubtedSince = Optional.of(now);
        Logger.warn(
            "list {} stays as it was: {} has {} entries, less than half of {}, so it seems half-written;"
                + " it is used if it stays so for a minute",
            list.name(),
            file,
            next.size(),
            content.size());
        return;
      }
      use(next, stamp);
      announced = false;
      announce();
    } catch (IOException e) {
      Logger.error("list {} stays as it was: {}", list.name(), e.getMessage());
    }
  }

  /// Refuses a file that is no list any more, such as a page that says that there is none: a few of its
  /// lines may be names by chance.
  private void refuseGarbage(HostListContent next) throws IOException {
    if (next.skipped() > next.size() && content.skipped() <= content.size()) {
      LineProblem first = next.problems().getFirst();
      throw new IOException(
          "%s: %d lines would be skipped, and there are %d entries; line %d: %s"
              .formatted(file, next.skipped(), next.size(), first.line(), first.message()));
    }
  }

  private boolean seemsHalfWritten(HostListContent next, Optional<FileStamp> stamp) {
    boolean inPlace = stamp.flatMap(FileStamp::key).equals(used.flatMap(FileStamp::key));
    return inPlace && content.size() >= SMALL && next.size() < content.size() / 2;
  }

  private HostListContent read() throws IOException {
    try {
      return HostListReader.read(file, memory.getAsLong());
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private void use(HostListContent next, Optional<FileStamp> stamp) {
    content = next;
    doubtedSince = Optional.empty();
    used = stamp;
    list.replace(next.hosts());
  }

  /// Logs what the list has, unless that has been done.
  public synchronized void announce() {
    if (!announced) {
      announced = true;
      Logger.info("list {}", summary());
      problems().forEach(problem -> Logger.warn("list {}: {}", list.name(), problem));
    }
  }

  /// Text about what the list has: `ads: 200000 names, 12 blocks of addresses`.
  public synchronized String summary() {
    return list.name() + ": " + content.summary() + " (" + file + ')';
  }

  /// The lines that are skipped, as `FILE:LINE: REASON`, and the number of further ones if they are many.
  public synchronized List<String> problems() {
    return content.problemsIn(file);
  }
}
