package io.heddle.lab.bench;

import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.proxy.HeddleDefinitions;
import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// Measurement beside a tunnel to [HeddleDefinitions#FAULTY_NAME], which echoes a message some times a
/// second, with a fault or without: so seldom that its own cost is none.
record NeighbourMeasurement(Measurement measurement) implements Measurement {
  private static final int MESSAGE = 1024;
  private static final int PAUSE_MILLIS = 100;

  @Override
  public void warmUp(LaunchedProxy noProxy) throws Exception {
    measurement.warmUp(noProxy);
  }

  /// @throws IOException if the neighbour has echoed nothing
  @Override
  public Sample measure(LaunchedProxy proxy) throws Exception {
    AtomicLong echoes = new AtomicLong();
    try (Socket socket = neighbour(proxy.client()).open(OriginRole.ECHO)) {
      Thread thread = Thread.ofVirtual().start(() -> echo(socket, echoes));
      try {
        Sample sample = measurement.measure(proxy);
        if (echoes.get() == 0) {
          throw new IOException("the tunnel beside has echoed nothing");
        }
        return sample;
      } finally {
        thread.interrupt();
        thread.join();
      }
    }
  }

  private static ProxyClient neighbour(ProxyClient client) {
    int port = client.origin().getPort();
    return new ProxyClient(
        client.proxy(),
        InetSocketAddress.createUnresolved(HeddleDefinitions.FAULTY_NAME, port),
        client.protocol());
  }

  private static void echo(Socket socket, AtomicLong echoes) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TunnelWorkers.echo(socket, new byte[MESSAGE]);
        echoes.incrementAndGet();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      // The measurement is over, or finds no echo.
    }
  }
}
