package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The question whose the socket of a client is, among few connections and among many: what a new
/// connection costs more at a listener that serves its user alone. Linux only.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SocketOwnersBenchmark {
  @Param({"1", "1000"})
  private int connections;

  private final List<Socket> open = new ArrayList<>();
  private ServerSocket server;
  private Endpoint client;
  private Endpoint here;

  @Setup
  public void prepare() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    for (int i = 0; i < connections; i++) {
      open.add(new Socket(server.getInetAddress(), server.getLocalPort()));
      open.add(server.accept());
    }
    Socket accepted = open.getLast();
    client = new Endpoint(new Host.Ip(accepted.getInetAddress()), accepted.getPort());
    here = new Endpoint(new Host.Ip(accepted.getLocalAddress()), accepted.getLocalPort());
  }

  @TearDown
  public void close() throws IOException {
    for (Socket each : open) {
      each.close();
    }
    server.close();
  }

  @Benchmark
  public SocketOwner find() throws IOException {
    return SocketOwners.find(client, here);
  }
}
