import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/// What clients of a proxy do, from the first byte to the last.
enum Client {
  SOCKS5 {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().open('E')) {
        Talk.echo(socket);
      }
    }
  },
  SOCKS4 {
    @Override
    void use(Entrance entrance) throws IOException {
      socks4(entrance, Talk.bytes(Talk.ip(entrance.origin()), Talk.bytes(0)));
    }
  },
  SOCKS4A {
    @Override
    void use(Entrance entrance) throws IOException {
      socks4(
          entrance,
          Talk.bytes(Talk.bytes(0, 0, 0, 1, 0), "localhost".getBytes(US_ASCII), Talk.bytes(0)));
    }
  },
  CONNECT {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().connect()) {
        Talk.expectStatus(200, Talk.connect(socket, Talk.authority(entrance.origin())));
        socket.getOutputStream().write('E');
        Talk.echo(socket);
      }
    }
  },
  FORWARDED {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().connect()) {
        HttpHeads heads = new HttpHeads(socket.getInputStream());
        for (int i = 0; i < 5; i++) {
          socket.getOutputStream().write(entrance.proxy().get(1000).getBytes(US_ASCII));
          Talk.expectStatus(200, heads.next());
          heads.skip(1000);
        }
      }
    }
  },
  HALF_CLOSED {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().open('E')) {
        socket.getOutputStream().write(new byte[100_000]);
        socket.shutdownOutput();
        Talk.expect(100_000, socket.getInputStream().readAllBytes().length);
      }
    }
  },
  RESET_BY_CLIENT {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().open('S')) {
        Talk.expect(10_000, socket.getInputStream().readNBytes(10_000).length);
        socket.setSoLinger(true, 0);
      }
    }
  },
  BULK {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().open('S')) {
        socket.getInputStream().skipNBytes(4 << 20);
      }
    }
  },
  REFUSED {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().connect()) {
        // Port 1 of the loopback address: nobody listens there.
        Talk.expectStatus(502, Talk.connect(socket, "127.0.0.1:1"));
      }
    }
  },
  MALFORMED {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().connect()) {
        socket.getOutputStream().write(Talk.bytes(5, 1, 0, 9, 9, 9, 9, 9, 9, 9));
        socket.getInputStream().readAllBytes();
      } catch (SocketException e) {
        // A reset is as good an end as any.
      }
    }
  },
  GONE_HALFWAY {
    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket socket = entrance.proxy().connect()) {
        socket.getOutputStream().write(Talk.bytes(5, 1));
      }
    }
  },
  DATAGRAMS {
    @Override
    boolean takes(Way way) {
      return way == Way.DIRECT || way == Way.BY_SOCKS;
    }

    @Override
    void use(Entrance entrance) throws IOException {
      try (Socket control = entrance.proxy().connect();
          DatagramSocket socket = new DatagramSocket(0, control.getLocalAddress())) {
        socket.setSoTimeout(5000);
        byte[] head =
            Talk.bytes(
                Talk.bytes(0, 0, 0, 1),
                Talk.ip(entrance.datagrams()),
                Talk.port(entrance.datagrams()));
        byte[] datagram = Talk.bytes(head, new byte[500]);
        InetSocketAddress relay = Talk.associate(control);
        for (int i = 0; i < 5; i++) {
          socket.send(new DatagramPacket(datagram, datagram.length, relay));
          DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
          socket.receive(answer);
          Talk.expect(datagram.length, answer.getLength());
        }
      }
    }
  };

  /// @param datagrams sends them back
  record Entrance(Target proxy, InetSocketAddress datagrams) {
    InetSocketAddress origin() {
      return proxy.origin();
    }
  }

  /// Whether it gets anywhere on that way.
  boolean takes(Way way) {
    return true;
  }

  /// Does it once.
  ///
  /// @throws IOException if the proxy does not do its part
  abstract void use(Entrance entrance) throws IOException;

  /// @param target as the request has it after the port
  private static void socks4(Entrance entrance, byte[] target) throws IOException {
    try (Socket socket = entrance.proxy().connect()) {
      socket
          .getOutputStream()
          .write(Talk.bytes(Talk.bytes(4, 1), Talk.port(entrance.origin()), target));
      Talk.expect(90, socket.getInputStream().readNBytes(8)[1]);
      socket.getOutputStream().write('E');
      Talk.echo(socket);
    }
  }
}
