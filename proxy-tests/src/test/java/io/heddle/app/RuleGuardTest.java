package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixUser;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.http1.HttpFields;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Changes of rules at an admin listener without a password, in a `/proc` made for the test.
@Tag("component")
@EnabledIf("onLittleEndianLinux")
class RuleGuardTest {
  private static final Endpoint CLIENT = Endpoint.parse("127.0.0.1:1080");

  @TempDir Path proc;

  static boolean onLittleEndianLinux() {
    return System.getProperty("os.name").equals("Linux")
        && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  private static String line(String local, String state, String user, String inode) {
    return " 0: %s 0100007F:9999 %s 00000000:00000000 00:00000000 00000000 %s 0 %s 1\n"
        .formatted(local, state, user, inode);
  }

  private int status(String method, String path, Address client) {
    RuleGuard guard = new RuleGuard(_ -> AdminResponse.text(200, "done"), proc);
    return guard
        .handle(new AdminRequest(method, path, "", HttpFields.NONE, () -> client, ""))
        .status();
  }

  private void sockets(String tcp, String tcp6) throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.createFile(proc.resolve("self"));
    String head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt\n";
    Files.writeString(proc.resolve("net/tcp"), head + tcp);
    Files.writeString(proc.resolve("net/tcp6"), head + tcp6);
  }

  /// The user of the proxy is that of the folder, who runs the test; `me` stands for it.
  @ParameterizedTest
  @CsvSource({
    "01, me, 7, 200",
    "01, 0, 7, 200",
    "01, 65533, 7, 403",
    // The other end has closed the connection: no process is known.
    "05, 0, 0, 403",
    "01, 0, 0, 403",
    "04, me, 7, 403",
  })
  void theUserOfTheSocketDecides(String state, String user, String inode, int status)
      throws IOException {
    sockets("", "");
    String uid = String.valueOf(Files.getAttribute(proc.resolve("self"), "unix:uid"));
    Files.delete(proc.resolve("self"));
    sockets(line("0100007F:0438", state, user.replace("me", uid), inode), "");
    assertEquals(status, status("POST", "/rules", CLIENT));
    assertEquals(status, status("DELETE", "/rules/1", CLIENT));
    assertEquals(200, status("GET", "/rules", CLIENT));
    assertEquals(200, status("DELETE", "/connections/1", CLIENT));
  }

  @Test
  void aSocketOfAnotherUserAtTheSameAddressIsInTheWay() throws IOException {
    String mine = line("0100007F:0438", "01", "0", "7");
    sockets(mine + line("0100007F:0438", "05", "0", "0"), "");
    assertEquals(403, status("POST", "/rules", CLIENT));
  }

  @Test
  void anAddressOfVersion4InASocketOfVersion6IsFound() throws IOException {
    sockets("", line("0000000000000000FFFF00000100007F:0438", "01", "0", "7"));
    assertEquals(200, status("POST", "/rules", CLIENT));
  }

  @Test
  void withoutATableNobodyMay() {
    assertEquals(403, status("POST", "/rules", CLIENT));
  }

  @Test
  void theFileOfAUnixSocketIsItsGuard() {
    assertEquals(200, status("POST", "/rules", new UnixUser("alice")));
  }
}
