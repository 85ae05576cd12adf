package io.heddle.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.MemoryBudget;
import io.heddle.request.LocalRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.RequestResult.AnsweredByProxy;
import io.heddle.server.connection.RequestResult.EndedBy;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.server.connection.RequestResult.RequestAbandoned;
import io.heddle.server.connection.RequestResult.RequestRefused;
import io.heddle.server.connection.RequestResult.ResponseForwarded;
import io.heddle.server.connection.RequestResult.ResponseTruncated;
import io.heddle.server.connection.RequestState.OpenState;
import io.heddle.udp.UdpStats;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Requests from their beginning to their end, as listeners and the access log see them.
@Tag("component")
class LiveRequestTest {
  private static final Endpoint ADDRESS = Endpoint.parse("127.0.0.1:50312");
  private static final Endpoint TARGET = Endpoint.parse("example.com:443");
  private static final Client ALICE =
      new Client("127.0.0.1:1080", ADDRESS, ClientProtocol.SOCKS5, Optional.of("alice"));
  private static final Tunnel TUNNEL = new Tunnel(ALICE, TARGET);
  private static final Route ROUTE = new Route("default", "corp");
  private static final RelayEnded CLOSED = new RelayEnded("closed", EndedBy.CLIENT);

  /// Lines of the access log without their times.
  private static final class Lines implements RequestListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void ended(LiveRequest request, RequestResult result) {
      lines.add(AccessLog.line(request, result).replaceFirst(" \\d+\\.\\d{3}s$", ""));
    }

    @Override
    public void neverReceived(LiveRequest request) {
      lines.add(request.id() + " never received");
    }
  }

  /// Lines of one connection that is served by `task`.
  private static List<String> lines(ConnectionTask task) {
    Lines listener = new Lines();
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    new LiveConnections(List.of(listener), new MemoryBudget(1 << 20))
        .run(ADDRESS, Endpoint.parse("127.0.0.1:1080"), task);
    thread.setName(name);
    return listener.lines;
  }

  @Test
  void aTunnelGoesThroughItsStatesAndEndsOnce() {
    List<RequestState> states = new ArrayList<>();
    List<String> lines =
        lines(connection -> {
          LiveRequest request = connection.request();
          Runnable note = () -> states.add(request.state());
          note.run();
          request.markReceived(TUNNEL);
          note.run();
          request.setRoute(ROUTE);
          note.run();
          request.markConnecting();
          note.run();
          request.markConnected("corp/two");
          note.run();
          request.markRelaying();
          note.run();
          request.traffic().upload().set(1204);
          request.traffic().download().set(53_211);
          request.end(CLOSED);
          note.run();
          assertTrue(connection.current().isEmpty());
          // Is an error in the program: the log has it, and no listener is told.
          request.end(CLOSED);
        });
    assertEquals(List.of(OpenState.values()), states.subList(0, states.size() - 1));
    assertEquals(CLOSED, assertInstanceOf(RequestState.Ended.class, states.getLast()).result());
    assertEquals(
        List.of(
            "#1 127.0.0.1:50312 alice socks5 example.com:443 rule=default via=corp/two closed"
                + " up=1204 down=53211"),
        lines);
  }

  @Test
  void theChosenOutboundIsKnownBeforeThePath() {
    assertEquals(
        List.of(
            "#1 127.0.0.1:50312 alice socks5 example.com:443 rule=default via=corp"
                + " refused=\"CONNECTION_REFUSED: no\""),
        lines(connection -> {
          connection.request().markReceived(TUNNEL);
          connection.request().setRoute(ROUTE);
          connection
              .request()
              .end(new RequestRefused(new Refusal(Reason.CONNECTION_REFUSED, "no")));
        }));
  }

  /// A user name comes from a certificate, a target from any client.
  @Test
  void nobodyCanForgeAField() {
    Client eve =
        new Client(
            "127.0.0.1:1080",
            ADDRESS,
            ClientProtocol.SOCKS5,
            Optional.of("eve socks5 a.example:1 rule=x via=a -> b\r\n#2\u202e\u001b[31m\""));
    Endpoint forged = new Endpoint(Host.parseAnyName("rule=x"), 443);
    String user = "eve?socks5?a.example:1?rule?x?via?a?->?b??#2??[31m?";
    assertEquals(
        List.of(
            "#1 127.0.0.1:50312 " + user + " socks5 rule?x:443 abandoned",
            "#1 127.0.0.1:50312 ? socks5 udp abandoned",
            "#1 127.0.0.1:50312 CN=eve,O=a?b socks5 udp abandoned",
            "#1 127.0.0.1:50312 - - - refused=\"MALFORMED: 'a' 200 up=1\"",
            "#1 127.0.0.1:50312 alice socks5 example.com:443 200 cut-short=\"'a'?\" up=0 down=0"),
        lines(connection -> {
          connection.request().markReceived(new Tunnel(eve, forged));
          connection.request().end(new RequestAbandoned());
          next(connection);
          for (String name : List.of("-", "CN=eve,O=a b")) {
            Client named = new Client("x", ADDRESS, ClientProtocol.SOCKS5, Optional.of(name));
            connection.request().markReceived(new Associate(named, TARGET));
            connection.request().end(new RequestAbandoned());
            next(connection);
          }
          connection
              .request()
              .end(new RequestRefused(new Refusal(Reason.MALFORMED, "\"a\" 200 up=1")));
          next(connection);
          connection.request().markReceived(TUNNEL);
          connection.request().end(new ResponseTruncated(200, "\"a\"\n"));
        }));
  }

  @Test
  void anAssociationHasItsDatagrams() {
    assertEquals(
        List.of("#1 127.0.0.1:50312 alice socks5 udp closed up=0 down=0 datagrams=0/0"),
        lines(connection -> {
          LiveRequest request = connection.request();
          request.markReceived(new Associate(ALICE, TARGET));
          request.markRelaying(new UdpStats(request.traffic()));
          request.end(CLOSED);
        }));
  }

  @Test
  void eachRequestOfAConnectionHasALineOfItsOwn() {
    assertEquals(
        List.of(
            "#1 127.0.0.1:50312 alice socks5 example.com:443 200 up=0 down=0",
            "#1 127.0.0.1:50312 alice socks5 TRACE http://a.example:80/b 200",
            "#1 127.0.0.1:50312 alice socks5 example.com:443 200 cut-short=\"it ended\" up=0 down=0",
            "#1 127.0.0.1:50312 - - - refused=\"MALFORMED: no\"",
            "#1 127.0.0.1:50312 alice socks5 example.com:443 abandoned"),
        lines(connection -> {
          connection.request().markReceived(TUNNEL);
          connection.request().end(new ResponseForwarded(200));
          next(connection);
          connection
              .request()
              .end(
                  new AnsweredByProxy(
                      new LocalRequest(
                          ALICE, "TRACE", "a.example:80", "/b", "TRACE http://a.example:80/b"),
                      200));
          next(connection);
          connection.request().markReceived(TUNNEL);
          connection.request().end(new ResponseTruncated(200, "it ended"));
          next(connection);
          connection.request().end(new RequestRefused(new Refusal(Reason.MALFORMED, "no")));
          next(connection);
          connection.request().markReceived(TUNNEL);
          throw new EOFException("the client has left");
        }));
  }

  private static void next(LiveConnection connection) {
    assertTrue(connection.markIdle());
    assertTrue(connection.markActive());
  }

  @Test
  void aClientThatLeavesWithoutARequestIsToldOfUnlessItHadOneBefore() {
    assertEquals(
        List.of("1 never received"),
        lines(connection -> {
          throw new EOFException("the client has left");
        }));
    assertEquals(
        List.of("#1 127.0.0.1:50312 alice socks5 example.com:443 200 up=0 down=0"),
        lines(connection -> {
          connection.request().markReceived(TUNNEL);
          connection.request().end(new ResponseForwarded(200));
          next(connection);
          throw new EOFException("the client has left");
        }));
  }

  @Test
  void aRelayThatAPersonEndsSaysSo() {
    assertEquals(
        List.of("#1 127.0.0.1:50312 alice socks5 example.com:443 closed-by-admin up=0 down=0"),
        lines(connection -> {
          LiveRequest request = connection.request();
          request.markReceived(TUNNEL);
          connection.closeByAdmin();
          assertTrue(Thread.interrupted());
          request.end(RelayEnded.of(Thread.State.TERMINATED, EndedBy.CLIENT, request));
        }));
  }
}
