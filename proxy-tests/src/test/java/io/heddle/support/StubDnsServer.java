package io.heddle.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// DNS server over UDP (RFC 1035 §4) that resolves names to 192.0.2.77, but those that begin with the
/// name of a [Failure].
public final class StubDnsServer implements AutoCloseable {
  /// Address of every name.
  public static final String ANSWER = "192.0.2.77";

  private static final int HEADER = 12;

  /// Failure of a server, with its RCODE (RFC 1035 §4.1.1).
  public enum Failure {
    SERVFAIL(2),
    NXDOMAIN(3),
    REFUSED(5),
    /// No answer.
    SILENT(-1);

    private final int rcode;

    Failure(int rcode) {
      this.rcode = rcode;
    }

    /// A name that fails so.
    public String hostName() {
      return name().toLowerCase(Locale.ROOT) + ".example";
    }
  }

  private final DatagramSocket socket;
  private final Set<Failure> asked = ConcurrentHashMap.newKeySet();

  private StubDnsServer(DatagramSocket socket) {
    this.socket = socket;
  }

  /// A server on a free port of an IP address.
  public static StubDnsServer start(String ip) {
    return start(ip, 0);
  }

  /// A server on a port of an IP address; 0 for a free one.
  public static StubDnsServer start(String ip, int port) {
    try {
      var server =
          new StubDnsServer(
              new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(ip), port)));
      Thread.ofVirtual().start(server::serve);
      return server;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its port.
  public int port() {
    return socket.getLocalPort();
  }

  /// Waits until somebody asks for the name of a failure.
  public void isAskedFor(Failure failure) {
    Await.until("it is asked for " + failure.hostName(), () -> asked.contains(failure));
  }

  private void serve() {
    DatagramPacket query = new DatagramPacket(new byte[512], 512);
    try {
      while (true) {
        query.setLength(512);
        socket.receive(query);
        ByteBuffer question = ByteBuffer.wrap(query.getData(), 0, query.getLength());
        Optional<Failure> failure = failure(question);
        failure.ifPresent(asked::add);
        if (!failure.equals(Optional.of(Failure.SILENT))) {
          byte[] answer = failure.map(why -> refusal(question, why)).orElse(answer(question));
          socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static Optional<Failure> failure(ByteBuffer query) {
    byte[] label = new byte[query.get(HEADER)];
    query.get(HEADER + 1, label);
    String text = new String(label, StandardCharsets.US_ASCII);
    return Stream.of(Failure.values()).filter(one -> one.name().equalsIgnoreCase(text)).findAny();
  }

  /// The question, sent back as an answer with this code.
  private static byte[] refusal(ByteBuffer query, Failure why) {
    byte[] answer = new byte[query.limit()];
    query.get(0, answer);
    answer[2] |= (byte) 0x80;
    answer[3] = (byte) (0x80 | why.rcode);
    return answer;
  }

  private static byte[] answer(ByteBuffer query) {
    int end = HEADER;
    while (query.get(end) != 0) {
      end += 1 + query.get(end);
    }
    end += 1 + 4;
    ByteBuffer answer = ByteBuffer.allocate(end + 16);
    answer.putShort(query.getShort(0)).putShort((short) 0x8180);
    answer.putShort((short) 1).putShort((short) 1).putInt(0);
    answer.put(query.slice(HEADER, end - HEADER));
    // The name of the question, class IN, type A, a minute to live.
    answer.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(60);
    answer.putShort((short) 4).put(InetAddress.ofLiteral(ANSWER).getAddress());
    return answer.array();
  }

  @Override
  public void close() {
    socket.close();
  }
}
