package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recording that is asked for as the README says.
@Tag("real-client")
class FlightRecordingTest {
  @TempDir Path folder;

  @Test
  void theFileHasTheEventsOfAllConnectionsOnceTheProxyHasEnded() throws IOException {
    Path file = folder.resolve("heddle.jfr");
    try (HeddleImage proxy =
            HeddleImage.starting(
                HeddleImage.program()
                    .environment("XDG_RUNTIME_DIR", folder)
                    .environment("SECRET_OF_A_USER", "s3cret")
                    .environment("HEDDLE_JAVA_OPTS", "-XX:StartFlightRecording:filename=" + file)
                    .with("run", "--listen", "127.0.0.1:0"));
        Origin origin = Origin.start();
        Peer client = proxy.client()) {
      client.sendsText("CONNECT localhost:" + origin.address().port() + " HTTP/1.1\r\n\r\n");
      try (Peer server = origin.accept()) {
        client.receivesHead();
        server.sendsText("hello").ends();
        client.receivesText("hello").receivesEnd().ends();
      }
      proxy.logs(" closed up=0 down=5 ");
      proxy.stop().succeeds();
    }
    Set<String> found = new TreeSet<>();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String name = event.getEventType().getName();
      assertNotEquals("jdk.InitialEnvironmentVariable", name, "it may hold a password");
      if (name.startsWith("heddle.")) {
        found.add(name);
      }
    }
    assertEquals(
        Set.of("heddle.Connection", "heddle.Dial", "heddle.Relay", "heddle.Resolve"), found);
  }
}
