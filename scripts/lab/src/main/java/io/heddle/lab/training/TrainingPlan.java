package io.heddle.lab.training;

import static io.heddle.lab.client.HttpConnectClient.authority;

import io.heddle.lab.client.Socks4Client;
import io.heddle.lab.client.Socks5Client;
import java.net.InetSocketAddress;
import java.util.List;

/// Plan of a training run: all kinds of tunnels and requests, and how often each is made.
final class TrainingPlan {
  private TrainingPlan() {}

  static List<TrainingTunnel> tunnels(InetSocketAddress origin, InetSocketAddress closed) {
    int granted = Socks5Client.SUCCEEDED;
    InetSocketAddress named = InetSocketAddress.createUnresolved("localhost", origin.getPort());
    return List.of(
        tunnel("SOCKS5 to an address", 40, c -> c.socks5(origin, granted), c -> c.echoMessages()),
        tunnel("SOCKS5 to a name", 40, c -> c.socks5(named, granted), c -> c.echoMessages()),
        tunnel(
            "SOCKS5 to a closed port",
            20,
            c -> c.socks5(closed, Socks5Client.CONNECTION_REFUSED),
            c -> c.awaitEnd()),
        tunnel(
            "SOCKS5, half-closed", 20, c -> c.socks5(origin, granted), c -> c.echoAfterHalfClose()),
        tunnel("SOCKS5, bulk", 4, c -> c.socks5(origin, granted), c -> c.echoBulk()),
        tunnel("UDP ASSOCIATE", 20, c -> {}, c -> c.echoDatagrams(origin)),
        tunnel("SOCKS4", 40, c -> c.socks4(origin, Socks4Client.GRANTED), c -> c.echoMessages()),
        tunnel("SOCKS4a", 40, c -> c.socks4(named, Socks4Client.GRANTED), c -> c.echoMessages()),
        tunnel(
            "SOCKS4 to a closed port",
            20,
            c -> c.socks4(closed, Socks4Client.REJECTED),
            c -> c.awaitEnd()),
        tunnel("CONNECT", 40, c -> c.connect(origin, 200), c -> c.echoMessages()),
        tunnel("CONNECT to a name", 40, c -> c.connect(named, 200), c -> c.echoMessages()),
        tunnel("CONNECT to a closed port", 20, c -> c.connect(closed, 502), c -> {}),
        tunnel("CONNECT, bulk", 4, c -> c.connect(origin, 200), c -> c.echoBulk()),
        tunnel("malformed SOCKS5", 10, c -> c.send(5, 0), c -> c.awaitEnd()),
        tunnel("malformed HTTP", 10, c -> c.send("nonsense\r\n\r\n"), c -> c.awaitEnd()),
        tunnel("another protocol", 10, c -> c.send(1, 2, 3, 4), c -> c.awaitEnd()));
  }

  /// Forwarded requests, many on each connection.
  static List<TrainingTunnel> requests(InetSocketAddress origin, InetSocketAddress closed) {
    String body = "x".repeat(100);
    String post = post(origin, "Content-Length: 100");
    String chunkedPost = post(origin, "Transfer-Encoding: chunked");
    String chunk = "64\r\n" + body + "\r\n0\r\n\r\n";
    return List.of(
        requests("GET", 30, c -> c.request(100, 200, get(origin, "/13", "1.1"))),
        requests("GET of chunks", 10, c -> c.request(20, 200, get(origin, "/chunked/13", "1.1"))),
        requests("GET in HTTP/1.0", 20, c -> c.request(1, 200, get(origin, "/13", "1.0"))),
        requests(
            "GET of chunks in HTTP/1.0",
            20,
            c -> c.requestUntilClose(200, get(origin, "/chunked/13", "1.0"))),
        requests("GET from a closed port", 5, c -> c.request(5, 502, get(closed, "/13", "1.1"))),
        requests("POST", 10, c -> c.request(20, 200, post + body)),
        requests("POST in two parts", 10, c -> c.request(20, 200, post, body)),
        requests("POST of chunks", 10, c -> c.request(20, 200, chunkedPost, chunk)));
  }

  private static TrainingTunnel tunnel(
      String name,
      int rounds,
      TrainingTunnel.ClientAction opening,
      TrainingTunnel.ClientAction use) {
    return new TrainingTunnel(name, rounds, opening, use);
  }

  private static TrainingTunnel requests(String name, int rounds, TrainingTunnel.ClientAction use) {
    return new TrainingTunnel(name, rounds, _ -> {}, use);
  }

  private static String get(InetSocketAddress server, String path, String version) {
    return "GET http://%s%s HTTP/%s\r\nHost: %1$s\r\nUser-Agent: train\r\nAccept: */*\r\n\r\n"
        .formatted(authority(server), path, version);
  }

  /// Head of a request with a body.
  ///
  /// @param framing field that says where the body ends
  private static String post(InetSocketAddress server, String framing) {
    return "POST http://%s/13 HTTP/1.1\r\nHost: %1$s\r\n%s\r\n\r\n"
        .formatted(authority(server), framing);
  }
}
