package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.heddle.support.ClientFolder;
import io.heddle.support.HeddleImage;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways out of `heddle exec --isolate` other than the network.
@Tag("real-client")
class IsolateEscapeTest {
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Prerequisites.check(Files.exists(Path.of("/proc/self/ns/net")), "network namespaces");
    Program.installed("unshare");
  }

  private Program isolated() {
    return HeddleImage.programOf(folder).with("exec", "--isolate", "require", "--");
  }

  @Test
  void itCannotTypeIntoItsTerminal() {
    Path program = ClientFolder.named("hostile").file("typing.py");
    String outside = Program.installed("python3").with(program).run().succeeds().out();
    assertFalse(outside.contains("EPERM"), "the test would find nothing: " + outside);
    isolated().with("python3", program).run().succeeds().prints("EPERM EPERM EPERM\n");
  }

  @Test
  void itCannotBecomeAnotherUser() {
    isolated()
        .with("python3", "-c", "import os; os.setuid(65534)")
        .run()
        .exits(1)
        .complains("Operation not permitted");
    isolated()
        .with("grep", "NoNewPrivs", "/proc/self/status")
        .run()
        .succeeds()
        .prints("NoNewPrivs:\t1\n");
  }

  @Test
  void nobodyElseTakesThePlaceOfItsHelper() {
    Path program = ClientFolder.named("hostile").file("squatter.py");
    try (RunningProgram squatter = Program.installed("python3").with(program).start()) {
      squatter.prints(Pattern.compile("ready"));
      isolated().with("echo", "safe").run().succeeds().prints("safe\n");
      squatter.prints(Pattern.compile("connected"));
    }
  }
}
