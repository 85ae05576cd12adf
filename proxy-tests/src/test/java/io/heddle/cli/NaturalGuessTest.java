package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.app.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers to what people type before they have read the help: understood, or one sentence that says
/// what to type.
@Tag("component")
class NaturalGuessTest {
  private static final String STOP =
      "; to stop the proxy, press Ctrl-C where it runs, or write kill PID with the pid that heddle"
          + " status prints";

  private record Answer(ExitCode exitCode, String firstLine) {}

  private static Answer heddle(String arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    ExitCode exitCode = HeddleCommands.run(arguments.split(" ", -1), "1.2.3", stream, stream);
    String text = bytes.toString(StandardCharsets.UTF_8);
    return new Answer(exitCode, text.lines().findFirst().orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version | heddle 1.2.3",
        "-v | heddle 1.2.3",
        "-V | heddle 1.2.3",
        "help | heddle, a personal proxy: SOCKS 4, 4A, 5 and HTTP on one port",
        "help tail | heddle tail [--pid PID]",
      })
  void theseAreUnderstood(String arguments, String firstLine) {
    assertEquals(new Answer(ExitCode.OK, firstLine), heddle(arguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start | unknown command \"start\"; to start the proxy, write heddle run",
        "serve | unknown command \"serve\"; to start the proxy, write heddle run",
        "stop | unknown command \"stop\"" + STOP,
        "kill 17 | unknown command \"kill\"" + STOP,
        "restart | unknown command \"restart\"; to apply a changed configuration, write heddle"
            + " reload; a restart is the end of heddle run and another heddle run",
        "log | unknown command \"log\"; to see each request when it ends, write heddle tail",
        "logs -f | unknown command \"logs\"; to see each request when it ends, write heddle tail",
        "config | unknown command \"config\"; to check a configuration, write heddle check FILE",
        "test a.yaml | unknown command \"test\"; to check a configuration, write heddle check FILE",
        "ps | unknown command \"ps\"; to see the running proxy and its connections, write heddle"
            + " status",
        "shell | unknown command \"shell\"; to point a shell at the proxy, write heddle env",
        "ui | unknown command \"ui\"; to open the status page, write heddle page",
        "why example.org | unknown command \"why\"; to see the path of a request, write heddle"
            + " explain TARGET",
        "--config a.yaml | unknown option \"--config\"; write heddle run --config a.yaml",
        "-c a.yaml | unknown option \"-c\"; write heddle run --config a.yaml",
        "a.yaml | unknown command \"a.yaml\"; write heddle run --config a.yaml",
        "--port 1080 | unknown option \"--port\"; write heddle run --listen 127.0.0.1:1080",
        "-p | unknown option \"-p\"; write heddle run --listen 127.0.0.1:PORT",
        "1080 | unknown command \"1080\"; write heddle run --listen 127.0.0.1:1080",
        "--listen [::1]:1080 | unknown option \"--listen\"; write heddle run --listen [::1]:1080",
        "sleep 1 | unknown command \"sleep\"; to run it through the proxy, write heddle exec --"
            + " sleep 1",
        "rnu | unknown command \"rnu\"; did you mean \"run\"?",
        "stats | unknown command \"stats\"; did you mean \"status\"?",
        "no/such/word | unknown command \"no/such/word\"",
        "run --port 1080 | unknown option \"--port\"; write --listen 127.0.0.1:1080",
        "run --port=1080 | unknown option \"--port=1080\"; write --listen 127.0.0.1:1080",
        "run -p 1080 | unknown option \"-p\"; write --listen 127.0.0.1:1080",
        "run --port | unknown option \"--port\"; write --listen 127.0.0.1:PORT",
        "run 1080 | unexpected argument \"1080\"; write --listen 127.0.0.1:1080",
        "run [::1]:80 | unexpected argument \"[::1]:80\"; write --listen [::1]:80",
        "run -c a.yaml | unknown option \"-c\"; write --config",
        "run -d | unknown option \"-d\"; it stays in the foreground; scripts/install makes a service"
            + " of it",
        "run --verbose | unknown option \"--verbose\"; for a longer log, write log: {level: debug}"
            + " in the configuration",
        "check -c a.yaml | unknown option \"-c\"; write --config",
        "explain -c a.yaml a.example | unknown option \"-c\"; write --config",
        "exec -c a.yaml -- true | unknown option \"-c\"; write --config",
        "status -w | unknown option \"-w\"; write --watch",
        "reload -p 17 | unknown option \"-p\"; write --pid",
        "run --confg a | unknown option \"--confg\"; did you mean \"--config\"?",
      })
  void theseAreAnsweredByWhatToType(String arguments, String sentence) {
    assertEquals(new Answer(ExitCode.BAD_INPUT, "heddle: " + sentence), heddle(arguments));
  }
}
