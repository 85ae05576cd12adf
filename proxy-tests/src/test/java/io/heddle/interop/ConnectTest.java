package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.heddle.support.Await;
import io.heddle.support.GitServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.SshServer;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Command `heddle connect`, alone, by ssh, and by git under `heddle exec`.
@Tag("real-client")
class ConnectTest {
  @TempDir Path folder;
  private RunningProgram proxy;

  @BeforeEach
  void start() {
    // None of its listeners could be used by a program that knows HTTP or SOCKS alone.
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "unix:heddle.sock"}]
            rules: [{domains: [blocked.example], to: block}]
            """);
    proxy = heddle("run", "--config", config).start();
    Path socket = folder.resolve("heddle").resolve(proxy.pid() + ".sock");
    Await.until("it hears commands", () -> Files.exists(socket));
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  private void proxyLogs(String part) {
    proxy.complains(Pattern.compile(Pattern.quote(part)));
  }

  @Test
  void eachDirectionEndsAlone() {
    try (Origin origin = Origin.start();
        RunningProgram client =
            heddle("connect", origin.address())
                .input("to it".getBytes(StandardCharsets.US_ASCII))
                .start();
        Peer server = origin.accept()) {
      server.receivesText("to it").receivesEnd();
      server.sendsText("back").ends();
      client.ends(Duration.ofSeconds(10)).succeeds().prints("back");
      proxyLogs(" connect http " + origin.address() + " ");
    }
  }

  @Test
  void theServerMayEndFirst() {
    try (Origin origin = Origin.start();
        RunningProgram client = heddle("connect", origin.address()).interactive().start();
        Peer server = origin.accept()) {
      server.sendsText("early").ends();
      client.prints(Pattern.compile("early"));
      client.types("late");
      server.receivesText("late");
      client.endsInput();
      server.receivesEnd();
      client.ends(Duration.ofSeconds(10)).succeeds().prints("early");
    }
  }

  @Test
  void everyByteArrives() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(7).nextBytes(bytes);
    Path sent = Files.write(folder.resolve("sent"), bytes);
    Path received = folder.resolve("received");
    try (Origin origin = Origin.start();
        RunningProgram client =
            Program.installed("sh")
                .environment("XDG_RUNTIME_DIR", folder)
                .with("-c", "\"$0\" connect \"$1\" < \"$2\" > \"$3\"")
                .with(HeddleImage.launcher(HeddleImage.folder()), origin.address(), sent, received)
                .start();
        Peer server = origin.accept()) {
      server.sendsBytes(server.receivesBytes(bytes.length)).ends();
      client.ends(Duration.ofSeconds(20)).succeeds();
    }
    assertArrayEquals(bytes, Files.readAllBytes(received));
  }

  @Test
  void aRefusalIsTheSentenceOfTheProxy() {
    heddle("connect", "blocked.example:443")
        .run()
        .exits(1)
        .prints("")
        .complains("heddle: the rules of this proxy block blocked.example:443");
    heddle("connect", "127.0.0.1:1").run().exits(1).complains("127.0.0.1:1 refused the connection");
    heddle("connect", "nowhere.example").run().exits(2).complains("heddle connect --help");
    heddle("connect").run().exits(2).complains("connect needs one target, HOST:PORT");
    proxy.close();
    heddle("connect", "127.0.0.1:1").run().exits(1).complains("no proxy of this user is running");
  }

  @Test
  void sshGoesThroughIt() {
    try (SshServer server = SshServer.start(folder)) {
      String much = "warp and weft\n".repeat(100_000);
      server
          .client(HeddleImage.launcher(HeddleImage.folder()) + " connect %h:%p")
          .environment("XDG_RUNTIME_DIR", folder)
          .with("cat")
          .input(much.getBytes(StandardCharsets.US_ASCII))
          .run()
          .succeeds()
          .prints(much);
      proxyLogs(" connect http localhost:" + server.port() + " ");
    }
  }

  @Test
  void gitBySshGoesThroughTheListenerOfItsCommand() {
    try (SshServer ssh = SshServer.start(folder);
        GitServer git = GitServer.start(folder)) {
      Path clone = folder.resolve("clone");
      heddle("exec", "--", "git", "clone", "--quiet", ssh.url(git.repository()), clone)
          .environment("GIT_SSH_COMMAND", ssh.command())
          .environment("GIT_CONFIG_NOSYSTEM", 1)
          .run()
          .succeeds();
      git.checkClone(clone);
      proxyLogs(" git http localhost:" + ssh.port() + " ");
    }
  }

  @Test
  void theUsersOwnWayToStartSshIsKept() {
    Program print = heddle("exec", "--", "sh", "-c", "echo \"${GIT_SSH_COMMAND-none}\"");
    print.run().succeeds().mentions("ssh -o 'ProxyCommand=").mentions("/bin/heddle connect %h:%p'");
    print
        .environment("GIT_SSH_COMMAND", "ssh -i key")
        .run()
        .mentions("ssh -i key -o 'ProxyCommand=");
    print.environment("GIT_SSH_COMMAND", "plink -batch").run().prints("plink -batch\n");
  }
}
