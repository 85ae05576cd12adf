package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.app.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that a configuration names and that cannot be used. All are told at once, each at its place in
/// our own words. Their folder has a blank in its name.
@Tag("component")
class FileMistakesTest {
  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("a folder"));
  }

  private String complaints(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code =
        HeddleCommands.run(
            arguments,
            "1.2.3",
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals(ExitCode.BAD_INPUT, code);
    return err.toString(StandardCharsets.UTF_8).replace(folder.toString(), "DIR");
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("heddle.yaml"), yaml);
  }

  private static void make(String state, Path file) throws IOException {
    switch (state) {
      case "missing" -> {}
      case "folder" -> Files.createDirectory(file);
      case "circle" -> Files.createSymbolicLink(file, file);
      case "empty" -> Files.writeString(file, "");
      case "garbage" -> Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, '\n'});
      case "cut off" -> Files.writeString(file, "-----BEGIN " + kind(file) + "-----\nMIIB////\n");
      case "damaged" ->
          Files.writeString(
              file, "-----BEGIN %1$s-----\nMIIB////\n-----END %1$s-----\n".formatted(kind(file)));
      default -> throw new IllegalArgumentException(state);
    }
  }

  private static String kind(Path file) {
    return file.toString().endsWith(".key") ? "PRIVATE KEY" : "CERTIFICATE";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing | no such file | no such file | no such file",
        "folder  | it is a folder | it is a folder | it is a folder",
        "circle  | its links lead in a circle | its links lead in a circle | its links lead in a circle",
        "empty   | there is no certificate in PEM in it | there is no private key in PEM in it"
            + " | it is empty; a list without entries has a comment in it",
        "garbage | there is no certificate in PEM in it | there is no private key in PEM in it"
            + " | none of its lines is an entry; line 1: the line is not UTF-8",
        "cut off | it is cut off: what begins with -----BEGIN has no end"
            + " | it is cut off: what begins with -----BEGIN has no end"
            + " | none of its lines is an entry; line 1: \"-----BEGIN CERTIFICATE-----\" is neither one"
            + " entry nor a line of a hosts file",
        "damaged | certificate 1 in it is damaged"
            + " | the private key cannot be read: it is damaged, or of an unknown kind"
            + " | none of its lines is an entry; line 1: \"-----BEGIN CERTIFICATE-----\" is neither one"
            + " entry nor a line of a hosts file",
      })
  void areToldAtTheirKeys(String state, String certificate, String key, String list)
      throws IOException {
    make(state, folder.resolve("x.pem"));
    make(state, folder.resolve("x.pem.key"));
    isTold("x.pem", certificate, key, list);
  }

  @Test
  void areToldBelowAFileThatIsNoFolder() throws IOException {
    String reason = "a part of its path is no folder";
    isTold("heddle.yaml/x.pem", reason, reason, reason);
  }

  @Test
  void areToldByCommandsThatRoute() throws IOException {
    make("garbage", folder.resolve("x.hosts"));
    String config = config("lists: {ads: {file: x.hosts}}\n").toString();
    String told =
        "DIR/heddle.yaml:1:21: lists.ads.file: DIR/x.hosts: none of its lines is an entry; line 1:"
            + " the line is not UTF-8\n";
    assertEquals(told, complaints("exec", "--config", config, "--", "true"));
    assertEquals(told, complaints("run", "--config", config));
  }

  private void isTold(String file, String certificate, String key, String list) throws IOException {
    String yaml =
        """
        inbounds:
          - listen: 127.0.0.1:0
            tls:
              certificate: %1$s
              key: %1$s.key
              client-ca: %1$s
          - listen: 127.0.0.1:0
            protocol: gopher
        outbounds:
          up:
            url: https://proxy.example
            tls:
              ca: %1$s
        lists:
          ads:
            file: %1$s
        """
            .formatted(file);
    Path config = config(yaml);
    String about = "DIR/" + file + ": ";
    String aboutKey = "DIR/" + file + ".key: ";
    assertEquals(
        List.of(
            "4:20: inbounds[0].tls.certificate: " + about + certificate,
            "5:12: inbounds[0].tls.key: " + aboutKey + key,
            "6:18: inbounds[0].tls.client-ca: " + about + certificate,
            "8:15: inbounds[1].protocol: \"gopher\" is not one of mixed, socks, http",
            "13:11: outbounds.up.tls.ca: " + about + certificate,
            "16:11: lists.ads.file: " + about + list),
        complaints("check", config.toString())
            .lines()
            .map(line -> line.replaceFirst("^DIR/heddle.yaml:", ""))
            .toList());
  }
}
