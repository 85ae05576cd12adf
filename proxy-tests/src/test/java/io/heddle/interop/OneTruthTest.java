package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that speak of a proxy: all mean the running one, then the installed configuration.
@Tag("real-client")
class OneTruthTest {
  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+) ");
  private static final String BLOCKING =
      """
      inbounds: [{listen: "127.0.0.1:0"}]
      rules: [{domains: [ads.example], to: block}]
      """;

  @TempDir Path folder;

  private Program heddle(Object... arguments) {
    return HeddleImage.program()
        .environment("XDG_RUNTIME_DIR", folder)
        .environment("XDG_CONFIG_HOME", folder.resolve("settings"))
        .with(arguments);
  }

  private RunningProgram proxy(Object... arguments) {
    RunningProgram proxy = heddle("run").with(arguments).start();
    proxy.prints(LISTENING);
    Path socket = folder.resolve("heddle").resolve(proxy.pid() + ".sock");
    Await.until("it hears commands", () -> Files.exists(socket));
    return proxy;
  }

  private Path config(String name, String yaml) {
    TestFiles.folder(folder.resolve("settings"));
    TestFiles.folder(folder.resolve("settings/heddle"));
    return TestFiles.write(folder.resolve("settings/heddle").resolve(name), yaml);
  }

  private static String address(RunningProgram proxy) {
    return proxy.prints(LISTENING).group(1);
  }

  @Test
  void theRunningProxyComesFirst() {
    config("heddle.yaml", "inbounds: [{listen: \"127.0.0.1:3128\"}]\n");
    Path other = config("other.yaml", BLOCKING);
    try (RunningProgram proxy = proxy("--config", other)) {
      String by = "the running proxy (pid " + proxy.pid() + ", " + other + ")";
      heddle("env", "--shell", "sh")
          .run()
          .mentions("export http_proxy='http://" + address(proxy) + "'\n")
          .mentions("# by " + by + "\n");
      heddle("explain", "x.ads.example:443")
          .run()
          .exits(1)
          .mentions("x.ads.example:443 as a tunnel, from 127.0.0.1:0, by " + by + "\n")
          .mentions("outbound: block, by rules[0]");
      heddle("explain", "--json", "x.ads.example:443").run().mentions("\"by\": \"running\"");
      heddle("explain", "a:b").run().exits(2).complains("a:b: ");
      // In 80 columns.
      String status = heddle("status").run().out().replaceAll("\\s+", " ");
      assertTrue(status.contains("by " + other), status);
      heddle("explain", "x.ads.example:443", "--config", other, "--pid", 1)
          .run()
          .exits(2)
          .complains("--pid cannot be combined with --config");
    }
  }

  @Test
  void theInstalledConfigurationComesNextForTheProxyItselfToo() {
    Path installed = config("heddle.yaml", BLOCKING);
    String by = "by the installed configuration " + installed + ", as no proxy runs";
    heddle("explain", "ads.example:443").run().exits(1).mentions(by);
    try (RunningProgram proxy = proxy()) {
      heddle("explain", "ads.example:443").run().exits(1).mentions("(pid " + proxy.pid());
    }
    TestFiles.write(installed, "inbounds: [{listen: \"127.0.0.1:3128\"}]\n");
    heddle("env", "--shell", "sh").run().mentions("http://127.0.0.1:3128").mentions("# " + by);
  }

  @Test
  void checkWithoutAFileChecksThatOfTheRunningProxyThenTheInstalledOne() {
    heddle("check")
        .run()
        .exits(2)
        .complains(
            "check needs --config FILE, since no proxy runs and no configuration is installed");
    Path installed = config("heddle.yaml", "inbounds: [{listen: \"127.0.0.1:3128\"}]\n");
    heddle("check")
        .run()
        .succeeds()
        .mentions("listen: \"127.0.0.1:3128\"")
        .mentions("# by the installed configuration " + installed + ", as no proxy runs\n");
    Path other = config("other.yaml", BLOCKING);
    try (RunningProgram proxy = proxy("--config", other)) {
      heddle("check", "--strict")
          .run()
          .succeeds()
          .mentions("ads.example")
          .mentions("# by the running proxy (pid " + proxy.pid() + ", " + other + ")\n");
      heddle("check", "--pid", proxy.pid()).run().succeeds().mentions("ads.example");
    }
    try (RunningProgram proxy = proxy("--via", "http://127.0.0.1:9", "--listen", "127.0.0.1:0")) {
      heddle("check")
          .run()
          .exits(2)
          .complains("since the running proxy (pid " + proxy.pid() + ", --via ")
          .complains(") has none");
    }
  }

  @Test
  void aNamedUserOfTheRunningProxyGetsTheLogin() {
    Path file = config("u.yaml", "inbounds: [{listen: \"127.0.0.1:0\", users: {alice: s3cret}}]\n");
    try (RunningProgram proxy = proxy("--config", file)) {
      heddle("env", "--shell", "sh").run().exits(2).complains("choose one with --user: alice");
      heddle("env", "--shell", "sh", "--user", "alice", "--socks")
          .run()
          .mentions("export https_proxy='http://alice:s3cret@" + address(proxy) + "'")
          .mentions("export all_proxy='socks5h://alice:s3cret@" + address(proxy) + "'");
    }
  }

  @Test
  void ofSeveralEachCommandShowsTheChoice() {
    Path first = config("first.yaml", BLOCKING);
    Path second = config("second.yaml", BLOCKING);
    try (RunningProgram one = proxy("--config", first);
        RunningProgram two = proxy("--config", second)) {
      for (List<String> command :
          List.of(
              List.of("env"),
              List.of("status"),
              List.of("explain", "ads.example:443"),
              List.of("exec", "--", "true"))) {
        heddle(command.toArray())
            .run()
            .exits(2)
            .complains("several proxies are running; choose one with --pid: ")
            .complains("\n  " + one.pid() + "  " + address(one) + "  " + first)
            .complains("\n  " + two.pid() + "  " + address(two) + "  " + second);
      }
      heddle("env", "--pid", two.pid()).run().succeeds().mentions(address(two));
    }
  }

  @Test
  void anEmptyEnvironmentFindsTheProxy() {
    try (RunningProgram proxy = proxy("--config", config("heddle.yaml", BLOCKING))) {
      HeddleImage.program()
          .under("env", "-i", "PATH=" + System.getenv("PATH"))
          .with("status", "--pid", proxy.pid())
          .run()
          .succeeds()
          .mentions("listening on " + address(proxy));
    }
  }
}
