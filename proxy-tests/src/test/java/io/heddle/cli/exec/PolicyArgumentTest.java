package io.heddle.cli.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.policy.PolicySelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private static String missing(String name, String... known) {
    Optional<PolicySelection> selection = Optional.of(PolicySelection.configured(name));
    return assertThrows(
            AppException.class,
            () -> PolicyArgument.check(selection, List.of(known), "heddle.yaml"))
        .getMessage();
  }

  @Test
  void aMissingPolicyIsSoughtInANamedConfiguration() {
    assertEquals(
        "heddle: --policy: there is no policy \"agnt\" in heddle.yaml, which has agent, ci;"
            + " did you mean \"agent\"?",
        missing("agnt", "agent", "ci"));
    assertEquals(
        "heddle: --policy: there is no policy \"ci\" in heddle.yaml, which has no policies",
        missing("ci"));
  }
}
