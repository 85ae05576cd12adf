package io.heddle.net.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("component")
@EnabledOnOs(OS.LINUX)
class PeerProcessTest {
  private static final long OWN = ProcessHandle.current().pid();

  @Test
  void thisProcessIsKnown() throws IOException {
    try (HandoverSocket socket = HandoverSocket.open();
        SocketChannel client = HandoverSocket.connect(socket.path().toString());
        SocketChannel server = socket.accept()) {
      assertEquals(OWN, PeerProcess.pid(client));
      assertTrue(PeerProcess.descendsFrom(server, OWN));
      assertTrue(PeerProcess.isSame(client, server));
      assertFalse(PeerProcess.isAncestor(client));
    }
  }

  @Test
  void aChildOfAChildDescends() throws IOException {
    try (HandoverSocket socket = HandoverSocket.open();
        RunningProgram shell =
            Program.installed("sh")
                .with("-c", "socat -u UNIX-CONNECT:" + socket.path() + " - & wait")
                .start();
        RunningProgram other = Program.installed("sleep").with("60").start();
        SocketChannel server = socket.accept()) {
      assertTrue(PeerProcess.descendsFrom(server, OWN));
      assertTrue(PeerProcess.descendsFrom(server, shell.pid()));
      assertFalse(PeerProcess.descendsFrom(server, other.pid()));
    }
  }
}
