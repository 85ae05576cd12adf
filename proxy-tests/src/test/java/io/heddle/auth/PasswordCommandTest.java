package io.heddle.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.TestFiles;
import io.heddle.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
final class PasswordCommandTest {
  @TempDir private Path folder;

  @Test
  void theFirstLineIsThePassword() throws Exception {
    assertEquals("pä$s wörd", password("printf 'pä$s wörd\\r\\nsecond line\\n'"));
    assertEquals("no line end", password("printf 'no line end'"));
  }

  @Test
  void argumentsDoNotPassAShell() throws Exception {
    Path script = TestFiles.script(folder.resolve("print"), "printf '%s' \"$1\"\n");
    var command = new PasswordCommand("up", List.of(script.toString(), "$(id); \"x\" *"));
    assertEquals("$(id); \"x\" *", command.password(Deadline.NONE));
  }

  @Test
  void itIsAskedOnceAndAgainAfterARejection() throws Exception {
    Path counter = folder.resolve("counter");
    PasswordCommand command =
        command("echo x >> '" + counter + "'; wc -l < '" + counter + "' | tr -d ' '");
    assertEquals("1", command.password(Deadline.NONE));
    assertEquals("1", command.password(Deadline.NONE));
    command.accept("1");
    assertEquals("1", command.password(Deadline.NONE));
    command.reject("1");
    assertEquals("2", command.password(Deadline.NONE));
    // A request that was under way with the old password says nothing about the new one.
    command.reject("1");
    assertEquals("2", command.password(Deadline.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 3| ended with 3",
        "true| prints no password",
        "echo| prints no password",
        "head -c 5000 /dev/zero| prints more than 4096 bytes",
        "yes| prints more than 4096 bytes",
        "cat; exit 4| ended with 4",
      })
  void failuresAreNamedWithoutOutput(String script, String deed) {
    PasswordCommand command = command(script);
    AuthFailedException e =
        assertThrows(AuthFailedException.class, () -> command.password(Deadline.NONE));
    assertTrue(e.refusal().details().startsWith("the password command /"), e.getMessage());
    assertTrue(e.refusal().details().endsWith(deed), e.getMessage());
  }

  @Test
  void aProgramThatIsMissingIsNamed() {
    var command = new PasswordCommand("up", List.of("/nowhere/program"));
    AuthFailedException e =
        assertThrows(AuthFailedException.class, () -> command.password(Deadline.NONE));
    assertTrue(
        e.getMessage().contains("/nowhere/program cannot be started: No such file or directory"),
        e.getMessage());
  }

  @Test
  void aProgramThatHangsIsEnded() {
    Path mark = folder.resolve("mark");
    PasswordCommand command = command("sleep 30; echo > '" + mark + "'");
    Deadline deadline = Deadline.after(Duration.ofMillis(300));
    AuthFailedException e =
        assertThrows(AuthFailedException.class, () -> command.password(deadline));
    assertTrue(e.getMessage().contains("prints nothing within"), e.getMessage());
  }

  private String password(String script) throws Exception {
    return command(script).password(Deadline.NONE);
  }

  private PasswordCommand command(String script) {
    Path file = TestFiles.script(folder.resolve("command" + script.hashCode()), script + "\n");
    return new PasswordCommand("up", List.of(file.toString()));
  }
}
