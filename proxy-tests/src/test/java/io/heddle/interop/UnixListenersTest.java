package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.RequiresLinux;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that know UNIX sockets.
@Tag("real-client")
class UnixListenersTest {
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage proxy;
  private static Path file;

  @BeforeAll
  static void start(@TempDir Path folder) {
    web = Nginx.start(folder);
    file = folder.resolve("heddle.sock");
    proxy =
        HeddleImage.start(
            folder, "inbounds: [{listen: \"127.0.0.1:0\"}, {listen: \"unix:heddle.sock\"}]\n");
  }

  @Test
  @RequiresLinux
  void curlSpeaksSocksToIt() {
    Program.installed("curl")
        .with("--disable", "--silent", "--show-error", "--max-time", 20)
        .with("--proxy", "socks5h://localhost" + file, web.http("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
    proxy.logs(" unix:" + System.getProperty("user.name") + " - socks5 localhost:");
  }

  @Test
  @RequiresLinux
  void socatSpeaksHttpToIt() {
    String request = "GET %s HTTP/1.0\r\n\r\n".formatted(web.http("localhost", "hello.txt"));
    Program.installed("socat")
        .with("-t", 20, "-", "UNIX-CONNECT:" + file)
        .input(request.getBytes(StandardCharsets.US_ASCII))
        .run()
        .succeeds()
        .mentions("\r\n\r\nhello\n");
    proxy.logs(" unix:" + System.getProperty("user.name") + " - http GET ");
  }

  @Test
  @RequiresLinux
  void aSecondOneIsToldWhoIsThere(@TempDir Path folder) {
    HeddleImage.program()
        .with("run", "--listen", "unix:" + file)
        .run()
        .exits(1)
        .complains(
            "heddle: cannot listen on unix:" + file + ": address already in use by heddle (pid ");
  }

  @Test
  void theFileGoesWhenItIsStopped(@TempDir Path folder) {
    Path mine = folder.resolve("mine.sock");
    try (var other =
        HeddleImage.start(
            folder,
            "inbounds: [{listen: \"127.0.0.1:0\"}, {listen: \"unix:%s\", mode: 0660}]\n"
                .formatted(mine))) {
      assertTrue(Files.exists(mine));
      Program.installed("stat").with("-c", "%a", mine).run().prints("660\n");
      other.stop().succeeds();
      assertFalse(Files.exists(mine));
    }
  }
}
