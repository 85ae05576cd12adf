package io.heddle.support;

import io.heddle.address.Host;
import io.heddle.dns.DnsMessage;
import io.heddle.dns.DnsRecord;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Name server by UDP and TCP whose answers a test writes.
public final class NameServerPeer implements AutoCloseable {
  private static final int RESPONSE = 0x8180;

  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final InetSocketAddress address;
  private final List<DnsMessage> asked = new CopyOnWriteArrayList<>();
  private static final int MAX_ATTEMPTS = 10;

  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final Function<DnsMessage, List<byte[]>> answers;
  private volatile boolean stalls;
  private volatile Function<DnsMessage, byte[]> streamAnswer = _ -> new byte[0];

  private NameServerPeer(Function<DnsMessage, List<byte[]>> answers) throws IOException {
    this.answers = answers;
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    streams = new ServerSocket(0, 50, loopback);
    address = new InetSocketAddress(loopback, streams.getLocalPort());
    datagrams = new DatagramSocket(address);
    Thread.ofVirtual().start(this::serveDatagrams);
    Thread.ofVirtual().start(this::serveStreams);
  }

  /// A server on a free port of 127.0.0.1.
  ///
  /// @param answers datagrams to send for a query, in this order
  public static NameServerPeer answering(Function<DnsMessage, List<byte[]>> answers) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new NameServerPeer(answers);
      } catch (BindException e) {
        // The port is free for streams alone.
        if (attempt == MAX_ATTEMPTS) {
          throw new UncheckedIOException(e);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// A server that receives queries and never answers.
  public static NameServerPeer silent() {
    return answering(_ -> List.of());
  }

  /// Sends these bytes, which begin with a length, for each query by TCP.
  public NameServerPeer streaming(Function<DnsMessage, byte[]> answer) {
    streamAnswer = answer;
    return this;
  }

  /// Sends the first half of these bytes for each query by TCP, and leaves the connection open.
  public NameServerPeer stalling(Function<DnsMessage, byte[]> answer) {
    stalls = true;
    return streaming(query -> {
      byte[] all = answer.apply(query);
      return Arrays.copyOf(all, all.length / 2);
    });
  }

  /// Its address.
  public InetSocketAddress address() {
    return address;
  }

  /// The queries that it has received by UDP.
  public List<DnsMessage> asked() {
    return asked;
  }

  /// The ports that they came from.
  public List<Integer> ports() {
    return ports;
  }

  /// A response with these records, as bytes.
  public static byte[] response(DnsMessage query, int code, DnsRecord... records) {
    return bytes(new DnsMessage(query.id(), RESPONSE | code, query.question(), List.of(records)));
  }

  /// A record with an address of the name that is asked for.
  public static DnsRecord address(DnsMessage query, String ip) {
    return new DnsRecord.AddressRecord(query.question().name(), Host.Ip.parse(ip));
  }

  /// A message as bytes.
  public static byte[] bytes(DnsMessage message) {
    ByteWriter out = new ByteWriter(512);
    message.write(out);
    return out.toByteArray();
  }

  /// A message with its length before it.
  public static byte[] framed(byte[] message) {
    return new ByteWriter(512).u16(message.length).bytes(message).toByteArray();
  }

  private void serveDatagrams() {
    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
    try {
      while (true) {
        packet.setLength(512);
        datagrams.receive(packet);
        DnsMessage query = DnsMessage.read(Arrays.copyOf(packet.getData(), packet.getLength()));
        asked.add(query);
        ports.add(packet.getPort());
        for (byte[] answer : answers.apply(query)) {
          datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException | MalformedException e) {
      // closed
    }
  }

  private void serveStreams() {
    try {
      while (true) {
        try (Socket client = streams.accept()) {
          DataInputStream in = new DataInputStream(client.getInputStream());
          byte[] query = in.readNBytes(in.readUnsignedShort());
          client.getOutputStream().write(streamAnswer.apply(DnsMessage.read(query)));
          if (!stalls) {
            client.shutdownOutput();
          }
          in.read();
        }
      }
    } catch (IOException | MalformedException e) {
      // closed
    }
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
