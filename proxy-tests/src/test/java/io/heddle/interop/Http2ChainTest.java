package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.HeddleImage;
import io.heddle.support.LoopbackCertificate;
import io.heddle.support.PathOrigin;
import io.heddle.support.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many clients of one Heddle that reaches the origin by another one, in HTTP/2: none is refused.
@Tag("real-client")
class Http2ChainTest {
  private static final int CLIENTS = 800;
  private static final int REQUESTS = 5;

  @TempDir private Path folder;
  @AutoClose private final PathOrigin origin = PathOrigin.start();

  @Test
  void noRequestOf800ClientsIsRefused() throws InterruptedException, ExecutionException {
    LoopbackCertificate us = LoopbackCertificate.make(folder);
    Map<String, Integer> statuses = new TreeMap<>();
    try (HeddleImage far = startFar(us);
        HeddleImage near = startNear(far, us);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        all.add(clients.submit(() -> statuses(near)));
      }
      for (Future<List<String>> one : all) {
        one.get().forEach(status -> statuses.merge(status, 1, Integer::sum));
      }
    }
    assertEquals(Map.of("200", CLIENTS * REQUESTS), statuses);
  }

  private HeddleImage startFar(LoopbackCertificate us) {
    return HeddleImage.start(
        folder,
        """
        inbounds: [{listen: "127.0.0.1:0", tls: {certificate: "%s", key: "%s"}}]
        log: {access: false}
        """
            .formatted(us.file(), us.key()));
  }

  private HeddleImage startNear(HeddleImage far, LoopbackCertificate us) {
    return HeddleImage.start(
        folder,
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        outbounds: {far: {url: "%s", http2: required, tls: {ca: "%s"}}}
        default: far
        log: {access: false}
        """
            .formatted(far.url("https"), us.file()));
  }

  /// Sends requests on one connection.
  private List<String> statuses(HeddleImage proxy) {
    List<String> statuses = new ArrayList<>();
    try (Peer client = proxy.client()) {
      for (int i = 0; i < REQUESTS; i++) {
        client.sendsText(
            "GET http://%s/quick HTTP/1.1\r\nHost: x\r\n\r\n".formatted(origin.address()));
        statuses.add(client.receivesHead().split(" ", 3)[1]);
        client.receivesText("ok");
      }
    }
    return statuses;
  }
}
