package io.heddle.generative;

import io.heddle.address.Endpoint;
import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.support.Http2Peer;
import io.heddle.support.Peer;
import io.heddle.support.SelfSignedCertificate;
import java.io.UncheckedIOException;

/// Upstream proxy that speaks HTTP/2 in TLS, with its origins. The name of a target tells the
/// exchange, from which the behaviour follows.
final class Http2Upstream implements AutoCloseable {
  private static final int WINDOW = 65_535;

  private final PeerServer server;
  private final long seed;
  private final SelfSignedCertificate certificate;

  private Http2Upstream(long seed, SelfSignedCertificate certificate) {
    this.seed = seed;
    this.certificate = certificate;
    server = PeerServer.start(this::serve);
  }

  static Http2Upstream start(long seed, SelfSignedCertificate certificate) {
    return new Http2Upstream(seed, certificate);
  }

  Endpoint address() {
    return server.address();
  }

  private void serve(Peer transport) {
    try (Peer peer = transport.inTlsFor("h2", certificate.context(certificate))) {
      peer.waitsFor(ProxyProcess.READ);
      Http2Peer http2 = Http2Peer.server(peer);
      int window = WINDOW;
      while (true) {
        switch (http2.next()) {
          case Frame.Headers headers -> window -= answer(http2, headers, window);
          case Frame.WindowUpdate update -> window += update.stream() == 0 ? update.increment() : 0;
          case Frame.Ping ping -> http2.sends(new Frame.PingAck(ping.opaque()));
          default -> {
            // Settings, resets, and what is sent into tunnels.
          }
        }
      }
    } catch (UncheckedIOException e) {
      // The proxy has gone, or this end.
    } catch (IllegalStateException e) {
      // Garbage of a client is in the name: the connection ends.
    }
  }

  /// @return bytes of the connection's window that the answer takes
  private int answer(Http2Peer http2, Frame.Headers request, int window) {
    HeaderList fields = http2.decoded(request);
    int stream = request.stream();
    Http2Script script =
        Http2Script.of(seed, UpstreamKind.exchange(fields.first(":authority").orElseThrow()));
    if (script.body().length() > window) {
      http2.resets(stream, ErrorCode.REFUSED_STREAM);
      return 0;
    }
    return switch (script.fault()) {
      case SILENT -> 0;
      case REFUSED -> {
        http2.sendsHeaders(stream, ":status 403", EndStream.YES);
        yield 0;
      }
      case RESET_AT_ONCE -> {
        http2.resets(stream, ErrorCode.INTERNAL_ERROR);
        yield 0;
      }
      case GOES_AWAY -> {
        http2.goesAway(Math.max(0, stream - 2));
        yield 0;
      }
      case NO_STATUS -> {
        http2.sendsHeaders(stream, "x-status 200", EndStream.NO);
        yield 0;
      }
      case GARBAGE -> {
        Dice dice = new Dice(seed, stream);
        http2.peer().sendsText(dice.oneIn(2) ? dice.garbage(100) : dice.frames(10));
        yield 0;
      }
      case NONE, RESET_IN_BODY, ENDLESS, ENDS, TOO_SHORT -> {
        boolean tunnel = fields.first(":method").orElseThrow().equals("CONNECT");
        sendResponse(http2, stream, script, tunnel ? "" : announced(script));
        yield script.body().length();
      }
    };
  }

  /// Field with the length that the body should have, if there is a fault in it.
  private static String announced(Http2Script script) {
    return script.fault() == Http2Script.Fault.TOO_SHORT
        ? ", content-length " + (script.body().length() + 1)
        : "";
  }

  private static void sendResponse(
      Http2Peer http2, int stream, Http2Script script, String moreFields) {
    http2.sendsHeaders(stream, ":status 200" + moreFields, EndStream.NO);
    http2.sendsData(stream, script.body(), EndStream.NO);
    switch (script.fault()) {
      case NONE, TOO_SHORT -> http2.sendsData(stream, "", EndStream.YES);
      case RESET_IN_BODY -> http2.resets(stream, ErrorCode.INTERNAL_ERROR);
      case ENDS -> http2.peer().close();
      default -> {
        // The stream goes on.
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
