package io.heddle.cli.exec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reasons why programs cannot be started, with the real messages of Java.
@Tag("component")
class ProgramFailureTest {
  @TempDir private Path folder;

  private String start(String program) {
    IOException failure =
        assertThrows(IOException.class, () -> new ProcessBuilder(program).start());
    AppException told = ProgramFailure.of(program, System.getenv("PATH"), failure);
    return told.exitCode() + " " + told.getMessage().replace("" + folder, "DIR");
  }

  private String file(String name, String permissions, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file.toString();
  }

  private static String exit(int code, String message) {
    return new ExitCode(code) + " heddle: cannot run " + message;
  }

  @Test
  void aMissingProgramIsNotFound() {
    assertEquals(exit(127, "DIR/none: no such program"), start(folder + "/none"));
    assertEquals(exit(127, "no-such-word: no such program"), start("no-such-word"));
  }

  @Test
  void aFolderCannotBeRun() {
    assertEquals(exit(126, "DIR: it is a folder"), start("" + folder));
  }

  @Test
  void aFileNeedsItsPermission() throws IOException {
    assertEquals(
        exit(126, "DIR/a: it is not executable"), start(file("a", "rw-r--r--", "#!/bin/sh\n")));
  }

  @Test
  void aScriptNeedsItsInterpreter() throws IOException {
    assertEquals(
        exit(126, "DIR/a: the interpreter that it names is not there"),
        start(file("a", "rwxr-xr-x", "#!/no/such/interpreter\n")));
  }

  @Test
  void whatANamespaceWouldStartIsCheckedBefore() throws IOException {
    String path = System.getenv("PATH");
    String script = file("a", "rwxr-xr-x", "#! /no/such/interpreter -x\n");
    AppException told = assertThrows(AppException.class, () -> ProgramFailure.check(script, path));
    assertEquals(
        exit(126, "DIR/a: the interpreter that it names is not there"),
        told.exitCode() + " " + told.getMessage().replace("" + folder, "DIR"));
    for (String text : List.of("#!/bin/sh\n", "#!sh\n", "#!\n", "#!", "", "\0\0")) {
      String fine = file("b", "rwxr-xr-x", text);
      assertDoesNotThrow(() -> ProgramFailure.check(fine, path), text);
    }
  }
}
