package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.TestFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Command `heddle run` in a process of its own: its output and its end.
@Tag("component")
class RunProcessTest {
  @TempDir Path folder;

  @Test
  void printsEachListenerOnceItAcceptsAndEndsWell() throws Exception {
    Path file =
        config(
            """
            inbounds:
              - {listen: 127.0.0.1:0, protocol: socks}
              - {listen: 127.0.0.2:0, protocol: http}
            """);
    try (Heddle heddle = new Heddle("run", "--config", file.toString())) {
      assertTrue(heddle.readLine().matches("listening on 127\\.0\\.0\\.1:[1-9]\\d* \\(socks\\)"));
      String second = heddle.readLine();
      assertTrue(second.matches("listening on 127\\.0\\.0\\.2:[1-9]\\d* \\(http\\)"), second);
      int port = Integer.parseInt(second.replaceAll(".*:(\\d+) .*", "$1"));
      new Socket(InetAddress.ofLiteral("127.0.0.2"), port).close();
      heddle.terminate();
      assertEquals(0, heddle.exitCode());
    }
  }

  @Test
  void cutsWhatHasNotEndedWhenDrainIsOver() throws Exception {
    Path file =
        config("inbounds: [{listen: 127.0.0.1:0}]\ntimeouts: {drain: 1ms, handshake: 1h}\n");
    try (Heddle heddle = new Heddle("run", "--config", file.toString())) {
      int port = Integer.parseInt(heddle.readLine().replaceAll(".*:(\\d+) .*", "$1"));
      try (Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        client.getOutputStream().write(new byte[] {5, 1, 0});
        assertEquals(5, client.getInputStream().read());
        heddle.terminate();
        assertEquals(0, heddle.exitCode());
      }
      String log = heddle.errors();
      assertTrue(log.contains("draining: 1 connection open, at most 0.001 s"), log);
    }
  }

  @Test
  void warnsOfAPasswordThatOthersCanRead() throws Exception {
    Path file = config("inbounds: [{listen: 127.0.0.1:0, users: {alice: s3cret}}]\n");
    TestFiles.permit(file, "rw-r--r--");
    String warning = file + " contains a password and can be read by other users";
    try (Heddle check = new Heddle("check", "--config", file.toString())) {
      assertEquals(0, check.exitCode());
      String errors = check.errors();
      assertTrue(errors.contains("heddle: warning: " + warning), errors);
    }
    try (Heddle heddle = new Heddle("run", "--config", file.toString())) {
      heddle.readLine();
      heddle.terminate();
      assertEquals(0, heddle.exitCode());
      String errors = heddle.errors();
      assertTrue(errors.contains(" WARN  " + warning), errors);
    }
  }

  @Test
  void logsJsonToStandardErrorAndToFiles() throws Exception {
    for (String log : List.of("format: json", "format: json, file: heddle.log")) {
      Path file = config("inbounds: [{listen: 127.0.0.1:0}]\nlog: {" + log + "}\n");
      try (Heddle heddle = new Heddle("run", "--config", file.toString())) {
        heddle.readLine();
        heddle.terminate();
        assertEquals(0, heddle.exitCode());
        String lines =
            heddle.errors()
                + (log.contains("file") ? Files.readString(folder.resolve("heddle.log")) : "");
        assertTrue(
            lines.matches("\\{\"time\":\"[^\"]+Z\",\"level\":\"INFO\",\"message\":\"stopped\"}\n"),
            lines);
      }
    }
  }

  @Test
  void tellsWhoHoldsAPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      try (Heddle heddle = new Heddle("run", "--listen", address)) {
        assertEquals(1, heddle.exitCode());
        String owner =
            Files.isDirectory(Path.of("/proc/self/fd"))
                ? " by java (pid " + ProcessHandle.current().pid() + ")"
                : "";
        assertEquals(
            "heddle: cannot listen on " + address + ": address already in use" + owner + "\n",
            heddle.errors());
      }
    }
  }

  @Test
  void readsNoYamlCodeWithoutAFile() throws Exception {
    try (Heddle heddle = new Heddle(List.of("-verbose:class"), "run", "--listen", "127.0.0.1:0")) {
      List<String> classes = new ArrayList<>();
      for (String line = heddle.readLine();
          !line.startsWith("listening on");
          line = heddle.readLine()) {
        classes.add(line);
      }
      assertTrue(classes.stream().anyMatch(line -> line.contains("io.heddle.config.Config ")));
      assertEquals(
          List.of(),
          classes.stream()
              .filter(line -> line.contains("jackson") || line.contains("snakeyaml"))
              .toList());
    }
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("heddle.yaml"), yaml);
  }

  /// The program, killed when closed.
  private static final class Heddle implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Heddle(String... arguments) throws IOException {
      this(List.of(), arguments);
    }

    Heddle(List<String> options, String... arguments) throws IOException {
      List<String> command =
          Stream.of(
                  Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                  Stream.of("--enable-preview", "--add-opens"),
                  Stream.of("java.base/sun.nio.ch=ALL-UNNAMED", "--add-exports"),
                  Stream.of("java.base/jdk.internal.misc=ALL-UNNAMED"),
                  options.stream(),
                  Stream.of("-cp", System.getProperty("java.class.path"), "io.heddle.Main"),
                  Stream.of(arguments))
              .flatMap(part -> part)
              .toList();
      process = new ProcessBuilder(command).start();
      out = process.inputReader(StandardCharsets.UTF_8);
    }

    String readLine() throws IOException {
      String line = out.readLine();
      assertTrue(line != null, this::errorsSoFar);
      return line;
    }

    /// Sends SIGTERM. (Process.destroy would also close the streams.)
    void terminate() {
      process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
      return process.waitFor();
    }

    /// All of standard error, once the program has ended.
    String errors() throws IOException {
      try (InputStream err = process.getErrorStream()) {
        return new String(err.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    private String errorsSoFar() {
      try {
        return "no line; standard error: " + errors();
      } catch (IOException e) {
        return e.toString();
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
