package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Address;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Search for the program that listens, in a `/proc` made for the test.
@Tag("component")
@EnabledIf("onLittleEndianLinux")
class PortOwnerTest {
  private static final String REST = " 00000000:00000000 00:00000000 00000000 0 0 ";

  @TempDir Path proc;

  static boolean onLittleEndianLinux() {
    return System.getProperty("os.name").equals("Linux")
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
            + ("   0: 0100007F:0438 00000000:0000 0A" + REST + "101 1\n")
            + ("   1: 00000000:0C38 00000000:0000 0A" + REST + "102 1\n")
            + ("   2: 0100007F:1F90 0100007F:9999 01" + REST + "103 1\n"));
    Files.writeString(
        proc.resolve("net/tcp6"),
        "  sl  local_address                         remote_address\n"
            + ("   0: 00000000000000000000000001000000:0050 "
                + "0".repeat(32)
                + ":0000 0A"
                + REST
                + "104 1\n"));
    process(7, "squid", "socket:[101]");
    process(8, "nginx", "socket:[102]", "socket:[104]");
    Files.writeString(
        proc.resolve("net/unix"),
        """
        Num       RefCount Protocol Flags    Type St Inode Path
        0: 00000002 00000000 00010000 0001 01   105 /run/a b.sock
        0: 00000003 00000000 00000000 0001 03   106 /run/a b.sock
        0: 00000003 00000000 00000000 0001 03   107
        """);
    process(9, "curl", "socket:[103]", "socket:[106]", "socket:[107]");
    process(10, "heddle", "socket:[105]");
  }

  private void process(int pid, String name, String... links) throws IOException {
    Path descriptors = Files.createDirectories(proc.resolve(pid + "/fd"));
    Files.writeString(
        proc.resolve(pid + "/stat"), "%d (%s) S 1 %1$d %1$d 0\n".formatted(pid, name));
    for (int i = 0; i < links.length; i++) {
      Files.createSymbolicLink(descriptors.resolve("" + i), Path.of(links[i]));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1080, squid (pid 7)",
    "0.0.0.0:1080, squid (pid 7)",
    "localhost:1080, squid (pid 7)",
    "127.0.0.1:3128, nginx (pid 8)",
    "[::1]:80, nginx (pid 8)",
    "unix:/run/a b.sock, heddle (pid 10)",
  })
  void findsWhoListens(String endpoint, String owner) {
    assertEquals(Optional.of(owner), find(endpoint));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:1081", "127.0.0.2:1080", "127.0.0.1:8080", "127.0.0.1:80", "unix:/run/a"})
  void findsNobodyWhereNobodyListens(String endpoint) {
    assertEquals(Optional.empty(), find(endpoint));
  }

  @Test
  void findsNobodyWithoutProc() {
    assertEquals(
        Optional.empty(),
        PortOwner.find(Address.parse("127.0.0.1:1080"), proc.resolve("no/such/folder")));
  }

  private Optional<String> find(String endpoint) {
    return PortOwner.find(Address.parse(endpoint), proc).map(PortOwner::toString);
  }
}
