package io.heddle.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.heddle.admin.AdminResponse;
import io.heddle.http1.HttpFields;
import io.heddle.support.Await;
import io.heddle.support.RequiresLinux;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Control socket against another program of the same user.
@Tag("component")
@RequiresLinux
class ControlSocketTest {
  /// A colour, a title of the terminal with a bell at its end, a tab, a C1 character, a carriage return.
  private static final String ANSWER = "\033[31ma\033]0;b\007\tc\u009bd\r\n";

  private static final String SHOWN = "?[31ma?]0;b?\tc?d?\n";

  @TempDir Path folder;
  private Path file;
  private ControlSocket socket;

  @BeforeEach
  void open() {
    file = folder.resolve("heddle").resolve("4711.sock");
    socket = new ControlSocket(file);
    socket.open(_ -> AdminResponse.text(200, ANSWER), _ -> _ -> AdminResponse.text(403, "foreign"));
  }

  @AfterEach
  void delete() {
    socket.delete();
  }

  private String answer() throws IOException {
    return new ControlClient(socket).send("GET", "/status.txt", HttpFields.NONE, "").body();
  }

  private Object inode() {
    try {
      return Files.getAttribute(file, "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void controlCharactersOfAnAnswerAreNotShown() throws IOException {
    assertEquals(SHOWN, answer());
    List<String> lines = new ArrayList<>();
    new ControlClient(socket).follow("/log", line -> !lines.add(line));
    assertEquals(List.of(SHOWN.strip()), lines);
  }

  @Test
  void aReplacedFileIsMadeAnew() throws IOException {
    Path other = folder.resolve("other.sock");
    Object first = inode();
    try (ServerSocketChannel forged = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      forged.bind(UnixDomainSocketAddress.of(other));
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
      Object replaced = inode();
      assertNotEquals(first, replaced);
      Await.until(
          "the file is that of the proxy again",
          () -> Files.exists(file) && !inode().equals(replaced));
      assertEquals(SHOWN, answer());
    }
  }
}
