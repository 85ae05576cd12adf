package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exit codes and output streams of the commands, on which scripts rely.
@Tag("real-client")
class CommandsTest {
  private static ProgramOutput heddle(Object... arguments) {
    return HeddleImage.program().with(arguments).run();
  }

  @Test
  void tellsItsVersion() {
    ProgramOutput output = heddle("--version").succeeds();
    assertTrue(output.out().matches("heddle \\d+\\.\\d+\\.\\d+\\R"), output::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "check --help"})
  void helps(String arguments) {
    heddle((Object[]) arguments.split(" ", -1)).succeeds().mentions("--config FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"walk", "--listen 127.0.0.1:0", "run --lisen 127.0.0.1:0", "check"})
  void refusesWrongArguments(String arguments) {
    heddle((Object[]) arguments.split(" ", -1)).exits(2).prints("").complains("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check"})
  void refusesABadConfigurationWithThePlace(String command, @TempDir Path folder) {
    Path config =
        TestFiles.write(
            folder.resolve("bad.yaml"),
            """
            inbounds:
              - listen: 127.0.0.1:0
                protocl: socks
            """);
    heddle(command, "--config", config)
        .exits(2)
        .prints("")
        .complains(config + ":3:5: ")
        .complains("did you mean \"protocol\"?");
  }

  @Test
  void checksWithoutTellingSecrets(@TempDir Path folder) {
    Path config = TestFiles.write(folder.resolve("users.yaml"), WITH_USER);
    ProgramOutput output =
        HeddleImage.program()
            .environment("ALICE_PASSWORD", "hunter2hunter2")
            .with("check", "--config", config)
            .run();
    output.succeeds().mentions("127.0.0.1:0").mentions("alice");
    assertFalse(output.out().contains("hunter2"), output::toString);
  }

  @Test
  void missesAVariableOfTheEnvironment(@TempDir Path folder) {
    Path config = TestFiles.write(folder.resolve("users.yaml"), WITH_USER);
    heddle("check", "--config", config)
        .exits(2)
        .complains(config + ":2:")
        .complains("ALICE_PASSWORD");
  }

  private static final String WITH_USER =
      """
      inbounds:
        - {listen: "127.0.0.1:0", users: {alice: "${ALICE_PASSWORD}"}}
      """;
}
