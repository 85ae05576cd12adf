package io.heddle.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Host;
import io.heddle.request.RefusedException;
import io.heddle.support.ChildJvm;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lookup by the system, in a separate JVM with a hosts file.
@Tag("component")
class SystemNamesTest {

  /// Asks for a name, adds it to the hosts file, and asks until it is there.
  static final class ResolveProgram {
    private ResolveProgram() {}

    public static void main(String[] args) throws IOException {
      Host.Name name = new Host.Name("later.test");
      Duration timeout = Duration.ofSeconds(5);
      try (var resolver = new Resolver(Resolver.system(), timeout, timeout)) {
        System.out.print(answer(resolver, name));
        Files.writeString(Path.of(args[0]), "127.0.0.9 later.test\n");
        Deadline end = Deadline.after(timeout);
        String answer;
        do {
          answer = answer(resolver, name);
        } while (answer.equals("none ") && end.remaining() > 0);
        System.out.print(answer);
      }
    }

    private static String answer(Resolver resolver, Host.Name name) throws IOException {
      try {
        Deadline deadline = Deadline.after(Duration.ofSeconds(5));
        return resolver.resolve(name, deadline).getFirst().getHostAddress();
      } catch (RefusedException e) {
        return "none ";
      }
    }
  }

  @Test
  void aNameThatAppearsIsFoundSoon(@TempDir Path folder) throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 other.test\n");
    assertEquals(
        "none 127.0.0.9",
        ChildJvm.output(
            ResolveProgram.class, List.of("-Djdk.net.hosts.file=" + hosts), hosts.toString()));
  }
}
