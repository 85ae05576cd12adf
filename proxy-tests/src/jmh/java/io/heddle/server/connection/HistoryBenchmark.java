package io.heddle.server.connection;

import io.heddle.address.Endpoint;
import io.heddle.net.MemoryBudget;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.RequestResult.EndedBy;
import io.heddle.server.connection.RequestResult.RelayEnded;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The record of a tunnel in the history, and all that is noted of one from its beginning to its end,
/// with and without a history.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HistoryBenchmark {
  private static final Endpoint ADDRESS = Endpoint.parse("127.0.0.1:50312");
  private static final RequestResult CLOSED = new RelayEnded("closed", EndedBy.CLIENT);
  private static final Route DIRECT = new Route("default", "direct");

  private final Tunnel tunnel =
      new Tunnel(
          new Client("127.0.0.1:1080", ADDRESS, ClientProtocol.SOCKS5, Optional.empty()),
          Endpoint.parse("www.host.example:443"));
  private final RequestHistory history = new RequestHistory();
  private final LiveConnections without = connections();
  private final LiveConnections with = connections();
  private LiveRequest request;

  private static LiveConnections connections() {
    return new LiveConnections(List.of(), new MemoryBudget(1 << 30));
  }

  @Setup
  public void prepare() {
    with.observers().keepHistory();
    with.run(ADDRESS, ADDRESS, connection -> request = note(connection));
  }

  private LiveRequest note(LiveConnection connection) {
    LiveRequest noted = connection.request();
    noted.markReceived(tunnel);
    noted.setRoute(DIRECT);
    noted.markConnecting();
    noted.markConnected("direct");
    noted.markRelaying();
    return noted;
  }

  @Benchmark
  public void record() {
    history.add(request, CLOSED);
  }

  @Benchmark
  public void tunnelWithoutHistory() {
    without.run(ADDRESS, ADDRESS, connection -> note(connection).end(CLOSED));
  }

  @Benchmark
  public void tunnelWithHistory() {
    with.run(ADDRESS, ADDRESS, connection -> note(connection).end(CLOSED));
  }
}
