package io.heddle.conversation;

import io.heddle.address.Endpoint;
import io.heddle.support.ChildJvm;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A proxy that runs out of descriptors.
@Tag("conversation")
class DescriptorsTest {
  private static final int FEW = 64;
  private static final String ADDRESS = "the proxy is at ";

  /// A proxy until its input ends.
  static final class Proxy {
    private Proxy() {}

    public static void main(String[] args) throws IOException {
      try (var proxy = ProxyUnderTest.start()) {
        System.out.println(ADDRESS + proxy.address());
        while (System.in.read() >= 0) {
          // Nothing is said to it.
        }
      }
    }
  }

  @Test
  void servesAgainWhenOthersHaveGone() throws IOException {
    Process process = ChildJvm.startWithDescriptors(FEW, Proxy.class);
    try (Origin origin = Origin.start();
        BufferedReader output = process.inputReader()) {
      Endpoint address = address(output);
      // Loads the classes, which are files here, and none in the image.
      try (Peer client = Peer.connect(address)) {
        isServed(client.sends("05 01 00"), origin);
      }
      List<Peer> silent = new ArrayList<>();
      for (int i = 0; i < 2 * FEW; i++) {
        silent.add(Peer.connect(address));
      }
      try (Peer client = Peer.connect(address)) {
        client.sends("05 01 00");
        silent.forEach(Peer::close);
        isServed(client, origin);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static void isServed(Peer client, Origin origin) {
    client.receives("05 00").sends(TunnelPeers.socks5(origin));
    try (Peer server = origin.accept()) {
      client.receives("05 00 00 01 7f 00 00 01 " + TunnelPeers.portHex(server));
      server.sendsText("hello");
      client.receivesText("hello");
    }
  }

  /// Where the proxy says it is, between the lines of its log.
  private static Endpoint address(BufferedReader output) throws IOException {
    String line;
    do {
      line = output.readLine();
    } while (!line.startsWith(ADDRESS));
    return Endpoint.parse(line.substring(ADDRESS.length()));
  }
}
