package io.heddle.lab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Files of `/proc` and output of `jcmd`, as found on several systems.
class ProcFilesTest {
  @Test
  void cpuTimeIsThatOfTheProcessAndItsChildren() {
    String stat = "42 (a ) b) S 1 42 42 0 -1 4194560 1 2 3 4 100 20 3 1 20 0 5 0 7 8\n";
    assertEquals(1.24, ProcessCpu.seconds(stat));
  }

  @Test
  void aProcessThatHasEndedUsesNoTime() throws IOException {
    assertEquals(0, ProcessCpu.seconds(Integer.MAX_VALUE));
  }

  @Test
  void memoryIsReadFromTheSumOfAllMappings() {
    ProcessMemory memory =
        ProcessMemory.parse(
            """
            00400000-7ffd000 ---p 00000000 00:00 0                          [rollup]
            Rss:               71234 kB
            Pss:               70000 kB
            Private_Clean:       100 kB
            Private_Dirty:     27100 kB
            """);
    assertEquals(new ProcessMemory(71_234, 27_100), memory);
    assertEquals(new ProcessMemory(71_235, 27_102), memory.plus(new ProcessMemory(1, 2)));
  }

  @Test
  void theUsersLimitOfThreadsIsTheFirstOfTwo() {
    String limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             1000                 2000                 processes
        Max open files            1024                 1048576              files
        """;
    assertEquals(OptionalLong.of(1000), ThreadLimit.ofUser(limits));
    assertEquals(OptionalLong.empty(), ThreadLimit.ofUser(""));
    assertEquals(Long.MAX_VALUE, ThreadLimit.parse("unlimited"));
  }

  @Test
  void aControlGroupCountsWithAllGroupsAroundIt() {
    assertEquals(
        List.of(
            Path.of("/sys/fs/cgroup/a/b"), Path.of("/sys/fs/cgroup/a"), Path.of("/sys/fs/cgroup")),
        ThreadLimit.groupFolders("0::/a/b\n").toList());
    assertEquals(
        List.of(
            Path.of("/sys/fs/cgroup/pids/a"),
            Path.of("/sys/fs/cgroup/pids"),
            Path.of("/sys/fs/cgroup")),
        ThreadLimit.groupFolders("9:memory:/m\n8:pids:/a\n").toList());
  }

  @Test
  void objectsInTheHeapAreCountedWithoutGaps() throws IOException {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         12345        1000000  [B (java.base@25)
           2:             7         500000  jdk.internal.vm.FillerArray (java.base@25)
           3:           200          24000  java.lang.String (java.base@25)
        Total         12552        1524000
        """;
    assertEquals(1_024_000, JvmHeap.liveBytes(histogram));
    assertThrows(IOException.class, () -> JvmHeap.liveBytes("42:\nCommand not found"));
  }

  @Test
  void theResidentHeapIsThatOfItsMappings() {
    String heapInfo =
        """
         def new generation   total 100K, used 5K [0x00000000c0000000, 0x00000000c0100000, 0x00000000c0200000)
          eden space 80K,   6% used [0x00000000c0000000, 0x00000000c0010000, 0x00000000c0100000)
         tenured generation   total 10K, used 1K [0x00000000c0200000, 0x00000000c0300000, 0x00000000d0000000)
        """;
    String smaps =
        """
        bffff000-c0000000 rw-p 00000000 00:00 0
        Rss:                   4 kB
        c0000000-c0100000 rw-p 00000000 00:00 0
        Rss:                1000 kB
        c0200000-c0300000 rw-p 00000000 00:00 0
        Rss:                 500 kB
        d0000000-d0100000 rw-p 00000000 00:00 0
        Rss:                   8 kB
        """;
    assertEquals(1500, JvmHeap.resident(heapInfo, smaps));
  }

  @Test
  void aVersionIsFoundInWhatAProgramPrints() {
    ExternalProgram haproxy = new ExternalProgram("haproxy", "-v");
    assertEquals(
        "haproxy 2.6.12", haproxy.description("HAProxy version 2.6.12-1+deb12u2 2023/12/16\n"));
    assertEquals("haproxy", haproxy.description("usage: haproxy"));
  }
}
