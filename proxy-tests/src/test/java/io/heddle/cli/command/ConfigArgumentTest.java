package io.heddle.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.env.EnvCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mistakes of a file that is named relative to the folder of the proxy.
@Tag("codec")
class ConfigArgumentTest {
  @ParameterizedTest
  @CsvSource({
    "c.yaml:3:1: x, DIR/c.yaml:3:1: x",
    "c.yaml:3:1: c.yaml:¶c.yaml:4:1: y, DIR/c.yaml:3:1: c.yaml:¶DIR/c.yaml:4:1: y",
    "heddle: cannot read c.yaml: no such file, heddle: cannot read DIR/c.yaml: no such file",
    "other, other",
  })
  void theyGetItsAbsolutePath(String message, String expected) throws Exception {
    AppException absolute =
        ConfigArgument.withAbsoluteFile(
            Arguments.parse(new EnvCommand(), new String[] {"--config", "c.yaml"}),
            new AppException(ExitCode.BAD_INPUT, message.replace('¶', '\n')));
    assertEquals(
        expected.replace('¶', '\n'),
        absolute.getMessage().replace("" + Path.of("").toAbsolutePath(), "DIR"));
  }
}
