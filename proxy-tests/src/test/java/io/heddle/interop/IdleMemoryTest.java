package io.heddle.interop;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory of a burst of connections is given back to the system afterwards.
@Tag("real-client")
class IdleMemoryTest {
  private static final int TUNNELS = 1500;

  @Test
  void memoryIsGivenBackWhileNobodyComes(@TempDir Path folder) {
    String config =
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        log: {access: false}
        """;
    try (HeddleImage heddle = HeddleImage.start(folder, config)) {
      burst(heddle);
      long after = heddle.residentBytes();
      long half = (long) TUNNELS * 5_000;
      Await.until(
          "it holds %d bytes less than %d".formatted(half, after),
          () -> heddle.residentBytes() < after - half);
      heddle.stop().succeeds();
    }
  }

  private static void burst(HeddleImage heddle) {
    List<Peer> all = new ArrayList<>();
    try (Origin origin = Origin.start()) {
      for (int i = 0; i < TUNNELS; i++) {
        all.add(heddle.tunnel(origin));
        all.add(origin.accept());
      }
    } finally {
      all.forEach(Peer::close);
    }
  }
}
