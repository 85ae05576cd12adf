package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.RequiresLinux;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Notifications of a service manager, which socat plays: systemd's protocol of sd_notify(3).
@Tag("real-client")
@RequiresLinux
class ServiceNotificationTest {
  @TempDir Path folder;

  private Program heddle() {
    return HeddleImage.program().environment("XDG_RUNTIME_DIR", folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/notify", "@heddle-test-"})
  void hearsOfTheStartAReloadAndTheEnd(String kind) {
    Path config =
        TestFiles.write(folder.resolve("heddle.yaml"), "inbounds: [{listen: \"127.0.0.1:0\"}]\n");
    boolean file = kind.startsWith("/");
    String socket = file ? folder + kind : kind + ProcessHandle.current().pid();
    String address = file ? "UNIX-RECV:" + socket : "ABSTRACT-RECV:" + socket.substring(1);
    try (RunningProgram manager =
        Program.installed("socat").with("-dd", "-u", address, "STDOUT").start()) {
      manager.complains(Pattern.compile("starting data transfer loop"));
      try (HeddleImage proxy =
          HeddleImage.starting(
              heddle().environment("NOTIFY_SOCKET", socket).with("run", "--config", config))) {
        String ready = "READY=1\nSTATUS=listening on " + proxy.address();
        manager.prints(Pattern.compile("^" + ready));
        heddle().with("reload").run().succeeds();
        manager.prints(Pattern.compile(ready + "RELOADING=1\nMONOTONIC_USEC=\\d+" + ready));
        TestFiles.write(config, "nonsense\n");
        heddle().with("reload").run().exits(2);
        proxy.stop().succeeds();
        manager.prints(Pattern.compile(ready + "STOPPING=1$"));
      }
    }
  }

  @Test
  void whoDoesNotListenIsNotWaitedFor() {
    try (HeddleImage proxy =
        HeddleImage.starting(
            heddle()
                .environment("NOTIFY_SOCKET", folder.resolve("nobody"))
                .with("run", "--listen", "127.0.0.1:0"))) {
      Await.until("it hears commands", () -> Files.exists(folder.resolve("heddle")));
      assertEquals(0, proxy.stop().exitCode());
    }
  }
}
