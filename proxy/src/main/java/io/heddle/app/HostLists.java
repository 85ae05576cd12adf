package io.heddle.app;

import io.heddle.concurrent.Supervisor;
import io.heddle.config.BadValueException;
import io.heddle.config.Config;
import io.heddle.config.ListConfig;
import io.heddle.hostlist.HostList;
import io.heddle.hostlist.file.HostListFile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files of the lists in use. They live longer than one configuration: a reload keeps what has not
/// changed. While there are any, a platform thread watches them; without lists there is nothing.
/// For any thread.
public final class HostLists {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// Part of the heap that lists may take. While a list is read again, it is there twice.
  private static final long HEAP_PART = 4;

  private final Map<ListConfig, HostListFile> files = new LinkedHashMap<>();
  private boolean watching;

  /// Reads the file of a list if it is new or has changed.
  ///
  /// @throws BadValueException if it cannot be used
  public synchronized void load(ListConfig list) {
    try {
      HostListFile known = files.get(list);
      if (known == null) {
        read(list);
      } else {
        known.reload();
      }
    } catch (IOException e) {
      throw ListFileCheck.mistake(e);
    }
  }

  private HostListFile read(ListConfig list) throws IOException {
    HostListFile file = new HostListFile(list.name(), list.file(), () -> memoryLeft(list));
    files.put(list, file);
    return file;
  }

  /// Bytes that a list may take beside the others.
  private synchronized long memoryLeft(ListConfig list) {
    long others = 0;
    for (Map.Entry<ListConfig, HostListFile> file : files.entrySet()) {
      others += file.getKey().equals(list) ? 0 : file.getValue().memory();
    }
    return Math.max(0, Runtime.getRuntime().maxMemory() / HEAP_PART - others);
  }

  /// The lists of a configuration by name. Those that have not been read are read.
  ///
  /// @throws IOException if a file cannot be used; the message names the key
  synchronized Map<String, HostList> of(Config config) throws IOException {
    Map<String, HostList> byName = new HashMap<>();
    for (ListConfig list : config.lists()) {
      HostListFile known = files.get(list);
      byName.put(list.name(), (known == null ? read(list) : known).list());
    }
    return byName;
  }

  /// The lists in use by name.
  synchronized Map<String, HostList> byName() {
    Map<String, HostList> byName = new HashMap<>();
    files.forEach((list, file) -> byName.put(list.name(), file.list()));
    return byName;
  }

  /// Keeps the lists of the configuration that is in use from now on, forgets all others, and watches the
  /// files.
  synchronized void use(Config config) {
    files.keySet().retainAll(config.lists());
    files.values().forEach(HostListFile::announce);
    if (!files.isEmpty() && !watching) {
      watching = true;
      Thread.ofPlatform()
          .name("list-watch")
          .daemon()
          .start(() -> Supervisor.runInterruptibly("the watch of the lists", this::watch));
    }
  }

  private void watch() throws InterruptedException {
    List<HostListFile> watched = watched();
    while (!watched.isEmpty()) {
      Thread.sleep(PERIOD);
      for (HostListFile file : watched) {
        file.poll(System.nanoTime());
      }
      watched = watched();
    }
  }

  /// The files to watch. If there are none, the watch has ended.
  private synchronized List<HostListFile> watched() {
    watching = !files.isEmpty();
    return List.copyOf(files.values());
  }

  /// The files of all lists.
  public synchronized List<HostListFile> files() {
    return List.copyOf(files.values());
  }
}
