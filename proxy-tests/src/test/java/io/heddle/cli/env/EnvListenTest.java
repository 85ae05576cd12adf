package io.heddle.cli.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.app.AppException;
import io.heddle.cli.command.Arguments;
import io.heddle.support.TestFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Command `heddle env` for a listener that `--listen` chooses.
@Tag("component")
class EnvListenTest {
  @TempDir private Path folder;

  private static String env(String... options) throws AppException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EnvCommand command = new EnvCommand();
    command.run(
        Arguments.parse(command, options), new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private String withConfig(String yaml, String... options) throws AppException {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), yaml);
    String[] all = new String[options.length + 4];
    System.arraycopy(new String[] {"--shell", "sh", "--config", file.toString()}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return env(all);
  }

  @Test
  void aListenerOfAConfigurationIsChosenByItsAddress() throws AppException {
    String yaml =
        """
        inbounds:
          - {listen: 127.0.0.1:1}
          - {listen: 127.0.0.1:2, users: {alice: secret}}
        """;
    String lines = withConfig(yaml, "--listen", "127.0.0.1:2", "--user", "alice");
    assertTrue(lines.contains("http_proxy='http://alice:secret@127.0.0.1:2'"), lines);
    AppException unknown =
        assertThrows(AppException.class, () -> withConfig(yaml, "--listen", "127.0.0.1:3"));
    assertEquals(
        "heddle: " + folder.resolve("heddle.yaml") + " has no listener at 127.0.0.1:3",
        unknown.getMessage());
  }

  @Test
  void aUserOfAnUnknownListenerHasNoPassword() {
    AppException unknown =
        assertThrows(
            AppException.class, () -> env("--listen", "127.0.0.1:3128", "--user", "alice"));
    assertEquals(
        "heddle: --user: the users of 127.0.0.1:3128 are not known here; name their file with"
            + " --config",
        unknown.getMessage());
  }
}
