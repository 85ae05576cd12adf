package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.UnixUser;
import io.heddle.jdk.Platform;
import io.heddle.relay.CopyStrategy.Splicing;
import io.heddle.server.ListenException;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that come by a file.
@Tag("conversation")
class UnixListenerTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameIt() {
    file = folder.resolve("heddle.sock");
  }

  private ProxyUnderTest.Settings there() {
    return ProxyUnderTest.with().listen("unix:" + file);
  }

  @Test
  void everyProtocolIsSpoken() {
    try (var origin = Origin.start();
        var proxy = there().start()) {
      try (var client = proxy.client()) {
        client.sends("04 01 " + origin.portHex() + " 7f 00 00 01 00").receives("00 5a");
        origin.accept().close();
      }
      try (var client = proxy.client()) {
        client.sends("05 01 00").receives("05 00");
        client.sends("05 01 00 01 7f 00 00 01 " + origin.portHex()).receives("05 00");
        origin.accept().close();
      }
      try (var client = proxy.client()) {
        client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
        client.receivesText("HTTP/1.1 200");
        origin.accept().close();
      }
      try (var client = proxy.client()) {
        client.sendsText("GET http://" + origin.address() + "/ HTTP/1.0\r\n\r\n");
        origin.accept().sendsText("HTTP/1.1 204 No Content\r\n\r\n").receivesText("GET / HTTP/1.1");
        client.receivesText("HTTP/1.1 204");
      }
    }
  }

  @Test
  void datagramsAreNotSupported() {
    try (var proxy = there().start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 03 00 01 00 00 00 00 00 00").receives("05 07");
    }
  }

  @Test
  void theClientIsTheUserOfItsProcess() {
    try (var proxy = there().start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      assertEquals(
          new UnixUser(Platform.hasPeerCredentials() ? System.getProperty("user.name") : ""),
          proxy.server().connections().all().iterator().next().client());
    }
  }

  @Test
  void onlyItsOwnerMayUseTheFile() throws IOException {
    try (var _ = there().start()) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void theFileGoesWithTheServer() {
    there().start().close();
    assertFalse(Files.exists(file));
  }

  @Test
  void aFileThatNobodyListensOnIsReplaced() throws IOException {
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(file));
    }
    assertTrue(Files.exists(file));
    try (var proxy = there().start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
    }
  }

  @Test
  void aFileThatIsListenedOnIsNot() throws IOException {
    try (var proxy = there().start()) {
      assertEquals("Address already in use", complaint());
      try (var client = proxy.client()) {
        client.sends("05 01 00").receives("05 00");
      }
    }
    try (var deaf = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      deaf.bind(UnixDomainSocketAddress.of(file), 1);
      for (int i = 0; i < 4; i++) {
        assertEquals("Address already in use", complaint());
      }
    }
  }

  @Test
  void aFileThatIsNoSocketIsNot() throws IOException {
    Files.writeString(file, "mine");
    assertEquals("there is a file of that name, which is no socket", complaint());
    assertEquals("mine", Files.readString(file));
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("elsewhere"));
    assertEquals("there is a file of that name, which is no socket", complaint());
  }

  @Test
  void aFileThatSomebodyHasReplacedStays() throws IOException {
    try (var _ = there().start()) {
      Files.delete(file);
      Files.writeString(file, "mine");
    }
    assertEquals("mine", Files.readString(file));
  }

  private String complaint() {
    return assertThrows(ListenException.class, () -> there().tryToStart().close())
        .getCause()
        .getMessage();
  }

  @ParameterizedTest
  @EnumSource(Splicing.class)
  void muchPassesBothWays(Splicing splicing) throws InterruptedException {
    byte[] sent = new byte[8 << 20];
    new Random(7).nextBytes(sent);
    try (var origin = Origin.start();
        var proxy = there().splicing(splicing).start();
        var client = proxy.client()) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
      try (var server = origin.accept()) {
        client.receivesHead();
        Thread up = Thread.startVirtualThread(() -> client.sendsBytes(sent).ends());
        Thread down = Thread.ofPlatform().start(() -> client.receivesBytes(sent).receivesEnd());
        Thread back = Thread.startVirtualThread(() -> server.sendsBytes(sent).ends());
        server.receivesBytes(sent).receivesEnd();
        up.join();
        down.join();
        back.join();
      }
    }
  }
}
