package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Output and exit codes of the command line, for everything that starts no proxy.
@Tag("component")
class CommandLineTest {
  @TempDir Path folder;

  private record Result(ExitCode exitCode, String out, String err) {}

  private static Result heddle(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode exitCode = HeddleCommands.run(arguments, "1.2.3", stream(out), stream(err));
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  @Test
  void versionIsOneLine() {
    assertEquals(new Result(ExitCode.OK, "heddle 1.2.3\n", ""), heddle("--version"));
  }

  @ParameterizedTest
  @CsvSource({
    "--help",
    "-h",
    "run --help",
    "run --config x --help",
    "check --help",
    "check -h",
    "env --help",
    "exec --help",
    "schema --help",
    "rules --help",
    "help",
    "help run",
    "help help"
  })
  void helpGoesToStandardOutputWithAnExample(String arguments) {
    Result result = heddle(arguments.split(" ", -1));
    assertEquals(ExitCode.OK, result.exitCode());
    assertEquals("", result.err());
    assertTrue(result.out().contains("Example"), result.out());
  }

  @Test
  void noArgumentsGetTheHelpAsAComplaint() {
    Result result = heddle();
    assertEquals(ExitCode.BAD_INPUT, result.exitCode());
    assertEquals("", result.out());
    assertEquals(heddle("--help").out(), result.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnu | unknown command \"rnu\"; did you mean \"run\"?",
        "chekc --config x | unknown command \"chekc\"; did you mean \"check\"?",
        "serve | unknown command \"serve\"",
        "--verison | unknown option \"--verison\"; did you mean \"--version\"?",
        "run --confg x | unknown option \"--confg\"; did you mean \"--config\"?",
        "run --conf=x | unknown option \"--conf=x\"; did you mean \"--config\"?",
        "run --config | --config needs a value",
        "run --config a --config b | --config is given twice",
        "run --admin 127.0.0.1:0 --admin=127.0.0.1:1 | --admin is given twice",
        "check --config a --config=a | --config is given twice",
        "env --shell sh --shell fish | --shell is given twice",
        "rules add x --for 1m --for 2m | --for is given twice",
        "explain --user a --user b x.test:1 | --user is given twice",
        "exec --policy agent --policy local -- curl A | --policy is given twice",
        "exec --isolate off --outbound direct --isolate require -- curl A | --isolate is given twice",
        "exec --allow a --allow b --deny c --deny d --reach 0 --reach 1 -- curl | --reach \"0\" is not a port",
        "run heddle.yaml | unexpected argument \"heddle.yaml\"; for a configuration, write --config heddle.yaml",
        "check a b | unexpected argument \"b\"",
        "check no.yaml | cannot read no.yaml: no such file",
        "check --strict no.yaml | cannot read no.yaml: no such file",
        "help rnu | unknown command \"rnu\"; did you mean \"run\"?",
        "env --shell tcsh | --shell tcsh: must be sh (also for bash, zsh and others), fish or",
        "connect a.b | no port in \"a.b\"",
        "exec | exec needs a command to run",
        "exec --outbound | --outbound needs a value",
        "exec --outbund x -- curl | unknown option \"--outbund\"; did you mean \"--outbound\"?",
        "exec --outbound drect -- curl | --outbound: there is no outbound \"drect\"; did you mean",
        "check --listen 127.0.0.1:0 | unknown option \"--listen\"",
        "run --config /no/such/file | cannot read /no/such/file: no such file",
        "check --config / | cannot read /: it is a folder",
        "run --listen 1080 | --listen 1080: \"1080\" is a port without a host; write 127.0.0.1:1080",
        "run --listen unix:s | --listen unix:s: the path of a UNIX socket must be absolute",
        "run --listen [::]:0 | --listen [::]:0: [::]:0 is not a loopback address and has no users",
        "run --listen localhost:5 --listen localhost:5 | --listen: localhost:5 is taken by",
      })
  void badArgumentsAreExplained(String arguments, String message) {
    Result result = heddle(arguments.split(" ", -1));
    assertEquals(ExitCode.BAD_INPUT, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("heddle: " + message), result.err());
  }

  @Test
  void everyCommandHasTheNameItIsFoundBy() throws AppException {
    for (String name : HeddleCommands.NAMES) {
      assertEquals(name, HeddleCommands.command(name).name());
      assertTrue(heddle("--help").out().contains("\n  heddle " + name), name);
    }
  }

  @Test
  void checkCountsTheEntriesOfLists() throws IOException {
    Path file = config("lists: {ads: {file: ads.hosts}}\nrules: [{lists: [ads], to: block}]\n");
    Path list =
        Files.writeString(file.resolveSibling("ads.hosts"), "a.example\nno name\n10.0.0.0/8\n");
    Result result = heddle("check", "--config", file.toString());
    assertEquals(ExitCode.OK, result.exitCode());
    String count = "# list ads: 1 name, 1 block of addresses, 1 line skipped (" + list + ")\n";
    assertTrue(result.out().endsWith(count), result.out());
    Files.writeString(list, "}\n");
    assertEquals(
        new Result(
            ExitCode.BAD_INPUT,
            "",
            file
                + ":1:21: lists.ads.file: "
                + list
                + ": none of its lines is an entry; line 1: \"}\" is not a host name\n"),
        heddle("check", "--config", file.toString()));
  }

  @Test
  void checkPrintsTheEffectiveConfiguration() throws IOException {
    Path file =
        config("inbounds: [{listen: 0.0.0.0:1080, users: {alice: s3cret}}]\ndefault: block\n");
    Result result = heddle("check", "--config", file.toString());
    assertEquals(
        new Result(
            ExitCode.OK,
            """
            inbounds:
              - listen: "0.0.0.0:1080"
                mode: 0600
                protocol: mixed
                # clients: not set
                # local-users: not set
                users:
                  "alice": "***"
                udp: true
                open: false
                transparent: false
                tor-resolve: false
                via-header: false
                proxy-protocol: false
                # tls: not set
                # policy: not set
            # outbounds: not set
            # lists: not set
            # policies: not set
            # rules: not set
            default: "block"
            dns:
              prefer: auto
              timeout: 5s
              cache: 1m
              # hosts: not set
              # servers: not set
            timeouts:
              handshake: 10s
              connect: 10s
              idle: 5m
              half-closed: 1m
              udp-idle: 5m
              drain: 10s
            limits:
              connections: 10000
              connections-per-client: 0
              header: 64KiB
            log:
              level: info
              access: true
              # file: not set
              format: text
            # admin: not set
            """,
            ""),
        result);
  }

  @ParameterizedTest
  @CsvSource({"check", "run"})
  void mistakesInAFileAreToldWithTheirPlacesAlone(String command) throws IOException {
    Path file =
        config("inbounds:\n  - listen: 127.0.0.1:0\n    protcol: http\nlog: {format: on}\n");
    assertEquals(
        new Result(
            ExitCode.BAD_INPUT,
            "",
            file
                + ":3:5: unknown key \"protcol\" in inbounds[0]; did you mean \"protocol\"?\n"
                + file
                + ":4:15: log.format: \"on\" is not one of text, json; did you mean \"json\"?\n"),
        heddle(command, "--config", file.toString()));
  }

  @Test
  void aLogThatCannotBeWrittenIsAFailure() throws IOException {
    Path file = config("inbounds: [{listen: 127.0.0.1:0}]\nlog: {file: no/such/folder/x.log}\n");
    Result result = heddle("run", "--config", file.toString());
    assertEquals(ExitCode.FAILED, result.exitCode());
    assertEquals(
        "heddle: cannot write the log: "
            + folder.resolve("no/such/folder/x.log")
            + ": no such folder\n",
        result.err());
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("heddle.yaml"), yaml);
  }
}
