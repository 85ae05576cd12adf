package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RequiresLinux;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reloads of a running proxy by command, signal and file change, and what they report.
@Tag("real-client")
class ReloadTest {
  private static final String LISTEN = "inbounds: [{listen: \"127.0.0.1:0\"}]\n";
  private static final String BLOCK = LISTEN + "default: block\n";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = TestFiles.write(folder.resolve("heddle.yaml"), LISTEN);
  }

  private Program heddle() {
    return HeddleImage.program().environment("XDG_RUNTIME_DIR", folder);
  }

  private HeddleImage start() {
    return HeddleImage.starting(heddle().with("run", "--config", file));
  }

  private ProgramOutput reload() {
    return heddle().with("reload").run();
  }

  /// Waits until a request for a tunnel gets this reply.
  private static void answers(HeddleImage proxy, Origin origin, String status) {
    String head;
    try (Peer client = proxy.client()) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
      head = client.receivesHead();
    }
    assertTrue(head.startsWith("HTTP/1.1 " + status), head);
  }

  @Test
  void theCommandSaysWhenItIsDone() {
    try (HeddleImage proxy = start();
        Origin origin = Origin.start();
        Peer client = proxy.tunnel(origin);
        Peer server = origin.accept()) {
      TestFiles.write(file, BLOCK);
      reload().succeeds().mentions("reloaded " + file + ": ");
      answers(proxy, origin, "403");
      client.sendsText("untouched");
      server.receivesText("untouched");
      proxy.logs("reloaded " + file);
    }
  }

  @Test
  void theCommandShowsAMistakeAndNothingChanges() {
    try (HeddleImage proxy = start();
        Origin origin = Origin.start()) {
      TestFiles.write(file, LISTEN + "defualt: block\n");
      String mistake = file + ":2:1: unknown key \"defualt\"; did you mean \"default\"?";
      reload().exits(2).prints("").complains(mistake);
      proxy.logs("not reloaded, everything stays as it was: " + mistake);
      answers(proxy, origin, "200");
      // In 80 columns.
      ProgramOutput status = heddle().with("status").run().mentions("NOT RELOADED at ");
      assertTrue(status.out().replaceAll("\\s+", " ").contains(mistake), status::out);
      heddle().with("status", "--json").run().mentions("\"failed-reload\":{\"time\":\"");
      TestFiles.write(file, BLOCK);
      reload().succeeds().mentions(": default changed\n");
      assertFalse(heddle().with("status").run().out().contains("NOT RELOADED"));
    }
  }

  @Test
  @RequiresLinux
  void theCommandShowsWhoHoldsAPort() {
    try (HeddleImage proxy = start();
        Origin other = Origin.start()) {
      TestFiles.write(file, "inbounds: [{listen: \"" + other.address() + "\"}]\n");
      reload()
          .exits(1)
          .complains("cannot listen on " + other.address() + ": address already in use by java");
      answers(proxy, other, "200");
    }
  }

  @Test
  void theCommandKnowsWhetherAProxyRuns() {
    reload().exits(1).complains("no proxy of this user is running");
    try (HeddleImage first = start();
        HeddleImage second = start()) {
      reload().exits(2).complains("several proxies are running; choose one with --pid: ");
      String pid = Long.toString(second.process().pid());
      heddle().with("reload", "--pid", pid).run().succeeds();
      second.stop().succeeds();
      reload().succeeds();
      first.stop().succeeds();
    }
    assertTrue(TestFiles.list(folder.resolve("heddle")).isEmpty(), "no socket is left");
  }

  @Test
  void whatAKilledProxyLeavesIsNotInTheWay() {
    HeddleImage killed = start();
    reload().succeeds();
    killed.close();
    try (HeddleImage proxy = start()) {
      reload().succeeds();
      proxy.stop().succeeds();
    }
  }

  @Test
  void withoutAFileThereIsNothingToReload() {
    try (HeddleImage proxy =
        HeddleImage.starting(heddle().with("run", "--listen", "127.0.0.1:0"))) {
      reload().exits(2).complains("there is no file to reload: heddle runs without --config");
      proxy.stop().succeeds();
    }
  }

  @Test
  void aSignalDoesIt() {
    try (HeddleImage proxy = start();
        Origin origin = Origin.start()) {
      TestFiles.write(file, BLOCK);
      proxy.process().signal("HUP");
      proxy.logs("reloaded ");
      answers(proxy, origin, "403");
    }
  }

  @Test
  void aChangeOfTheFileDoesIt() throws Exception {
    try (HeddleImage proxy = start();
        Origin origin = Origin.start()) {
      // As editors do: a new file in the place of the old.
      Files.move(
          TestFiles.write(folder.resolve("heddle.yaml.new"), BLOCK),
          file,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      proxy.logs("reloaded ");
      answers(proxy, origin, "403");
      TestFiles.write(file, LISTEN + "default: nowhere\n");
      proxy.logs(file + ":2:10: default: there is no outbound \"nowhere\"");
      answers(proxy, origin, "403");
    }
  }

  @Test
  void whatIsNoConfigurationChangesNothingAndTheWatchGoesOn() {
    TestFiles.write(file, BLOCK);
    try (HeddleImage proxy = start();
        Origin origin = Origin.start()) {
      // A full disk leaves such a file.
      TestFiles.write(file, "");
      proxy.logs(
          "not reloaded, everything stays as it was: " + file + ":1:1: the file has no keys");
      answers(proxy, origin, "403");
      TestFiles.write(file, "dns:\n  " + "- ".repeat(5000) + "auto\n");
      proxy.logs(file + ":2:41: YAML: nested more than 20 deep");
      TestFiles.write(file, "default: direct\n#".repeat(1 << 20));
      proxy.logs(file + ":1:1: the file is larger than 16 MiB");
      answers(proxy, origin, "403");
      TestFiles.write(file, LISTEN);
      proxy.logs("reloaded " + file);
      answers(proxy, origin, "200");
    }
  }

  @Test
  void anEmptyFileIsNotStarted() {
    TestFiles.write(file, "# inbounds:\n");
    heddle().with("run", "--config", file).run().exits(2).complains(file + ":1:1: the file has no");
  }

  @Test
  void aSocketThatWasRemovedComesBack() throws Exception {
    try (HeddleImage proxy = start()) {
      reload().succeeds();
      Path socket = TestFiles.list(folder.resolve("heddle")).getFirst();
      Files.delete(socket);
      reload().succeeds();
      Files.delete(socket);
      Files.delete(socket.getParent());
      reload().succeeds();
      proxy.stop().succeeds();
    }
    assertTrue(TestFiles.list(folder.resolve("heddle")).isEmpty(), "no socket is left");
  }

  @Test
  void aProxyWithAnotherFolderIsTold() throws Exception {
    try (HeddleImage proxy = start()) {
      Path other = Files.createDirectory(folder.resolve("other"));
      String pid = Long.toString(proxy.process().pid());
      HeddleImage.program()
          .environment("XDG_RUNTIME_DIR", other)
          .with("reload", "--pid", pid)
          .run()
          .exits(1)
          .complains(
              "no proxy of this user is running as process %s with a control socket in %s"
                  .formatted(pid, other.resolve("heddle")));
    }
  }
}
