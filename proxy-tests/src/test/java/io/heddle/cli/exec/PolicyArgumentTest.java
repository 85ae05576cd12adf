package io.heddle.cli.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("codec")
class PolicyArgumentTest {
  @TempDir Path folder;

  private static CommandLine learn(Path file) throws Exception {
    return new DefaultParser()
        .parse(new ExecCommand().options(), new String[] {"--learn", file.toString()});
  }

  private static void refused(Path file, String reason) {
    AppException refusal =
        assertThrows(AppException.class, () -> PolicyArgument.checkLearn(learn(file)));
    assertEquals(ExitCode.BAD_INPUT, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test
  void aLearnedPolicyGoesToANewFileAlone() throws Exception {
    PolicyArgument.checkLearn(learn(folder.resolve("new.yaml")));
    refused(Files.writeString(folder.resolve("old.yaml"), "x"), "the file exists");
    refused(folder.resolve("missing").resolve("new.yaml"), "cannot be written");
    refused(folder, "cannot be written");
  }
}
