import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/// What clients of a proxy do, from the first byte to the last.
enum Client {
  SOCKS5 {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().open('E')) {
        echo(socket);
      }
    }
  },
  SOCKS4 {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().connect()) {
        socket
            .getOutputStream()
            .write(bytes(bytes(4, 1), port(ways.origin()), ip(ways.origin()), bytes(0)));
        expect(90, socket.getInputStream().readNBytes(8)[1]);
        socket.getOutputStream().write('E');
        echo(socket);
      }
    }
  },
  CONNECT {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().connect()) {
        expectStatus(
            200, socket, "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n", authority(ways.origin()));
        socket.getOutputStream().write('E');
        echo(socket);
      }
    }
  },
  FORWARDED {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().connect()) {
        HttpHeads heads = new HttpHeads(socket.getInputStream());
        for (int i = 0; i < 5; i++) {
          socket.getOutputStream().write(ways.proxy().get(1000).getBytes(US_ASCII));
          expect("HTTP/1.1 200 OK", heads.next().lines().findFirst().orElse("nothing"));
          heads.skip(1000);
        }
      }
    }
  },
  HALF_CLOSED {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().open('E')) {
        socket.getOutputStream().write(new byte[100_000]);
        socket.shutdownOutput();
        expect(100_000, socket.getInputStream().readAllBytes().length);
      }
    }
  },
  RESET_BY_CLIENT {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().open('S')) {
        expect(10_000, socket.getInputStream().readNBytes(10_000).length);
        socket.setSoLinger(true, 0);
      }
    }
  },
  BULK {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().open('S')) {
        socket.getInputStream().skipNBytes(4 << 20);
      }
    }
  },
  REFUSED {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().connect()) {
        // Port 1 of the loopback address: nobody listens there.
        expectStatus(502, socket, "CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", "");
      }
    }
  },
  MALFORMED {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().connect()) {
        socket.getOutputStream().write(bytes(5, 1, 0, 9, 9, 9, 9, 9, 9, 9));
        socket.getInputStream().readAllBytes();
      } catch (SocketException e) {
        // A reset is as good an end as any.
      }
    }
  },
  GONE_HALFWAY {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket socket = ways.proxy().connect()) {
        socket.getOutputStream().write(bytes(5, 1));
      }
    }
  },
  DATAGRAMS {
    @Override
    void use(Ways ways) throws IOException {
      try (Socket control = ways.proxy().connect();
          DatagramSocket socket = new DatagramSocket(0, control.getLocalAddress())) {
        socket.setSoTimeout(5000);
        byte[] head = bytes(bytes(0, 0, 0, 1), ip(ways.datagrams()), port(ways.datagrams()));
        byte[] datagram = bytes(head, new byte[500]);
        InetSocketAddress relay = associate(control);
        for (int i = 0; i < 5; i++) {
          socket.send(new DatagramPacket(datagram, datagram.length, relay));
          DatagramPacket answer = new DatagramPacket(new byte[1000], 1000);
          socket.receive(answer);
          expect(datagram.length, answer.getLength());
        }
      }
    }
  };

  /// @param datagrams sends them back
  record Ways(Target proxy, InetSocketAddress datagrams) {
    InetSocketAddress origin() {
      return proxy.origin();
    }
  }

  /// Does it once.
  ///
  /// @throws IOException if the proxy does not do its part
  abstract void use(Ways ways) throws IOException;

  private static void echo(Socket socket) throws IOException {
    byte[] message = new byte[100];
    for (int i = 0; i < 5; i++) {
      socket.getOutputStream().write(message);
      expect(message.length, socket.getInputStream().readNBytes(message.length).length);
    }
  }

  private static InetSocketAddress associate(Socket control) throws IOException {
    control.getOutputStream().write(bytes(5, 1, 0));
    DataInputStream in = new DataInputStream(control.getInputStream());
    expect(0x0500, in.readUnsignedShort());
    control.getOutputStream().write(bytes(5, 3, 0, 1, 0, 0, 0, 0, 0, 0));
    expect(0x05000001, in.readInt());
    in.skipNBytes(4);
    return new InetSocketAddress(control.getInetAddress(), in.readUnsignedShort());
  }

  private static void expectStatus(int status, Socket socket, String request, String authority)
      throws IOException {
    socket.getOutputStream().write(request.formatted(authority).getBytes(US_ASCII));
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    // Byte by byte: what follows belongs to the tunnel.
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the proxy has closed the connection");
      }
      head.append((char) next);
    }
    expect("HTTP/1.1 " + status, head.substring(0, "HTTP/1.1 200".length()));
  }

  private static void expect(Object expected, Object seen) throws IOException {
    if (!String.valueOf(expected).equals(String.valueOf(seen))) {
      throw new IOException("expected " + expected + ", but was " + seen);
    }
  }

  private static String authority(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static byte[] ip(InetSocketAddress address) {
    return address.getAddress().getAddress();
  }

  private static byte[] port(InetSocketAddress address) {
    return bytes(address.getPort() >> 8, address.getPort());
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
