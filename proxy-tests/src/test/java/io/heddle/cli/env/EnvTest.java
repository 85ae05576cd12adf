package io.heddle.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.support.Program;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Command `heddle env`: its output, and its effect in real shells.
@Tag("real-client")
class EnvTest {
  @TempDir Path folder;

  private static String env(String... options) throws AppException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EnvCommand command = new EnvCommand();
    String[] all =
        Stream.concat(Stream.of("--shell", "sh"), Stream.of(options)).toArray(String[]::new);
    command.run(Arguments.parse(command, all), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private String withConfig(String yaml, String... options) throws AppException {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), yaml);
    return env(
        Stream.concat(Stream.of("--config", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static String value(String lines, String name) {
    return lines
        .lines()
        .filter(line -> line.startsWith("export " + name + "="))
        .findFirst()
        .orElseThrow()
        .replaceFirst("[^=]+=", "");
  }

  @Test
  void setsAllInBothCases() throws AppException {
    assertEquals(
        """
        export http_proxy='http://127.0.0.1:3128'
        export HTTP_PROXY='http://127.0.0.1:3128'
        export https_proxy='http://127.0.0.1:3128'
        export HTTPS_PROXY='http://127.0.0.1:3128'
        export all_proxy='http://127.0.0.1:3128'
        export ALL_PROXY='http://127.0.0.1:3128'
        export no_proxy='%1$s'
        export NO_PROXY='%1$s'
        """
            .formatted(ProxyVariables.noProxy(System.getenv())),
        env("--listen", "127.0.0.1:3128"));
  }

  @Test
  void takesAListenerThatSpeaksHttp() throws AppException {
    String lines =
        withConfig(
            """
            inbounds:
              - {listen: 127.0.0.1:1, protocol: socks}
              - {listen: "0.0.0.0:2", open: true}
            """);
    assertEquals("'http://127.0.0.1:2'", value(lines, "http_proxy"));
  }

  @Test
  void speaksSocksWhereThereIsNothingElse() throws AppException {
    String lines = withConfig("inbounds: [{listen: \"[::1]:1080\", protocol: socks}]\n");
    assertEquals("'socks5h://[::1]:1080'", value(lines, "https_proxy"));
  }

  @Test
  void speaksTlsOnlyWhereItMust() throws AppException {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    String inTls =
        "{listen: 127.0.0.1:1, tls: {certificate: \"%s\", key: \"%s\"}}"
            .formatted(us.certificate(), us.key());
    assertEquals(
        "'https://127.0.0.1:1'", value(withConfig("inbounds: [" + inTls + "]\n"), "http_proxy"));
    String both = "inbounds: [" + inTls + ", {listen: 127.0.0.1:2}]\n";
    assertEquals("'http://127.0.0.1:2'", value(withConfig(both), "http_proxy"));
    assertEquals("'socks5h://127.0.0.1:2'", value(withConfig(both, "--socks"), "all_proxy"));
    assertThrows(AppException.class, () -> withConfig("inbounds: [" + inTls + "]\n", "--socks"));
  }

  @Test
  void speaksSocksForTheRestIfAsked() throws AppException {
    String lines = env("--listen", "127.0.0.1:1", "--socks");
    assertEquals("'http://127.0.0.1:1'", value(lines, "https_proxy"));
    assertEquals("'socks5h://127.0.0.1:1'", value(lines, "ALL_PROXY"));
  }

  private static final String USERS =
      "inbounds: [{listen: 127.0.0.1:1, users: {\"a b\": \"p@s:s/\", carol: \"c\"}}]\n";

  @Test
  void encodesCredentials() throws AppException {
    assertEquals(
        "'http://a%20b:p%40s%3As%2F@127.0.0.1:1'",
        value(withConfig(USERS, "--user", "a b"), "http_proxy"));
  }

  @Test
  void mustKnowWhichUserToBe() {
    assertEquals(
        "heddle: 127.0.0.1:1 has users; choose one with --user: a b, carol",
        assertThrows(AppException.class, () -> withConfig(USERS)).getMessage());
    assertEquals(
        "heddle: --user bob: 127.0.0.1:1 has no such user; its users are: a b, carol",
        assertThrows(AppException.class, () -> withConfig(USERS, "--user", "bob")).getMessage());
  }

  @Test
  void needsARealPort() {
    AppException e = assertThrows(AppException.class, () -> env("--listen", "127.0.0.1:0"));
    assertEquals(ExitCode.BAD_INPUT, e.exitCode());
  }

  @Test
  void unsetsWhatItSets() throws AppException {
    List<String> set =
        env("--listen", "127.0.0.1:1")
            .lines()
            .map(line -> line.replaceAll("export |=.*", ""))
            .toList();
    List<String> unset = env("--unset").lines().map(line -> line.replace("unset ", "")).toList();
    assertEquals(set, unset);
  }

  @ParameterizedTest
  @CsvSource({"sh", "bash", "zsh", "fish"})
  void shellsReadBackEveryCharacter(String program) throws AppException {
    String value = "it's a \"test\" of $HOME `date` \\ \\\\ \\' !! * ~ ; & | ü\n\tlast";
    Shell shell = program.equals("fish") ? Shell.FISH : Shell.SH;
    Program.installed(program)
        .with("-c", shell.set("woven", value) + "\nprintenv woven")
        .run()
        .succeeds()
        .prints(value + "\n");
    Program.installed(program)
        .environment("woven", "before")
        .with("-c", shell.unset("woven") + "\nprintenv woven; true")
        .run()
        .succeeds()
        .prints("");
  }

  @Test
  void powershellDoublesQuotes() {
    assertEquals("$Env:a = 'it''s $b'", Shell.POWERSHELL.set("a", "it's $b"));
  }

  @Test
  void theShellIsGuessed() {
    assertEquals(Shell.FISH, Shell.guess(Map.of("SHELL", "/usr/bin/fish")));
    assertEquals(Shell.SH, Shell.guess(Map.of("SHELL", "/bin/zsh")));
    assertEquals(Shell.SH, Shell.guess(Map.of()));
    assertEquals(Shell.POWERSHELL, Shell.guess(Map.of("OS", "Windows_NT")));
  }
}
