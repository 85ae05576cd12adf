package io.heddle.dial;

import io.heddle.dns.DnsMessage;
import io.heddle.dns.DnsQuestion;
import io.heddle.dns.DnsRecord;
import io.heddle.jdk.BlockingCheck;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Query for the IPv6 and IPv4 addresses of a name to one name server: both at the same time by UDP,
/// from one random port, sent again while there is no answer; by TCP what is truncated, while it goes on
/// to receive by UDP. For one use, on a thread that it may block.
///
/// The socket is connected, so the system drops what comes from elsewhere. Other datagrams that do
/// not match a question that is open, by id and by question, are dropped here, whatever they are:
/// anybody may have sent them.
final class NameServerQuery {
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  /// Pause from which on pauses grow no more.
  private static final Duration LAST_RETRY = Duration.ofSeconds(4);

  /// Wait for the second answer once the first has brought addresses. Some servers never answer
  /// questions for IPv6 addresses.
  private static final Duration SECOND_ANSWER = Duration.ofMillis(500);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final InetSocketAddress server;
  private final String name;
  private final NameServerFailures failures;
  private final List<DnsMessage> open = new ArrayList<>();
  private final List<NameServerStream> streams = new ArrayList<>();
  private final List<DnsMessage> answers = new ArrayList<>();
  private Optional<RefusedException> streamFailure = Optional.empty();

  NameServerQuery(InetSocketAddress server, String name) {
    this.server = server;
    this.name = name;
    failures = new NameServerFailures(server, name);
  }

  /// Addresses of a name, those of IPv6 first; or without any, the name to ask for instead.
  record NameServerAnswer(List<InetAddress> addresses, Optional<String> alias) {}

  /// Asks, and waits for the answers.
  ///
  /// @param limit of the whole time
  /// @throws RefusedException if there are no addresses and no alias, with the reason
  NameServerAnswer run(Duration limit) throws RefusedException {
    assert BlockingCheck.isAllowed();
    if (!DnsMessage.canAsk(name)) {
      throw failures.tooLong();
    }
    Deadline deadline = Deadline.after(limit);
    open.add(DnsMessage.query(RANDOM.nextInt(1 << 16), new DnsQuestion(name, DnsQuestion.AAAA)));
    open.add(DnsMessage.query(RANDOM.nextInt(1 << 16), new DnsQuestion(name, DnsQuestion.A)));
    try (Selector selector = Selector.open();
        DatagramChannel socket = DatagramChannel.open()) {
      socket.connect(server);
      socket.configureBlocking(false);
      socket.register(selector, SelectionKey.OP_READ);
      exchange(selector, socket, deadline);
    } catch (IOException e) {
      throw failures.unreachable(e);
    }
    try {
      return new AnswerEvaluation(name, failures, answers, open).result();
    } catch (RefusedException e) {
      throw streamFailure.orElse(e);
    }
  }

  private void exchange(Selector selector, DatagramChannel socket, Deadline deadline)
      throws IOException {
    try {
      Deadline end = deadline;
      boolean found = false;
      Duration pause = FIRST_RETRY;
      Deadline retry = Deadline.after(Duration.ZERO);
      while (!open.isEmpty() && end.remaining() > 0) {
        if (retry.remaining() <= 0) {
          send(socket);
          retry = Deadline.after(pause);
          pause = pause.compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : pause;
        }
        await(selector, retry.orEarlier(end));
        receive(selector, socket);
        for (NameServerStream stream : List.copyOf(streams)) {
          advance(stream);
        }
        if (!found && hasAddresses()) {
          found = true;
          end = Deadline.after(SECOND_ANSWER).orEarlier(deadline);
        }
      }
    } finally {
      for (NameServerStream stream : streams) {
        stream.close();
      }
    }
  }

  private void send(DatagramChannel socket) throws IOException {
    for (DnsMessage query : open) {
      if (streams.stream().noneMatch(stream -> stream.query().equals(query))) {
        socket.write(ByteBuffer.wrap(bytes(query)));
      }
    }
  }

  private static void await(Selector selector, Deadline deadline) throws IOException {
    selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.remaining())));
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
  }

  /// Receives a datagram, if there is one.
  private void receive(Selector selector, DatagramChannel socket) throws IOException {
    // A datagram that is longer than allowed ends early, and is no message.
    ByteBuffer buffer = ByteBuffer.allocate(DnsMessage.MAX_UDP);
    int length = Math.max(0, socket.read(buffer));
    try {
      DnsMessage answer = DnsMessage.read(Arrays.copyOf(buffer.array(), length));
      Optional<DnsMessage> query = open.stream().filter(answer::answers).findAny();
      if (query.isPresent()) {
        accept(selector, query.get(), answer);
      }
    } catch (MalformedException e) {
      // Anybody may have sent it.
    }
  }

  private void accept(Selector selector, DnsMessage query, DnsMessage answer) {
    if (!answer.isTruncated()) {
      open.remove(query);
      answers.add(answer);
      return;
    }
    if (streams.stream().noneMatch(stream -> stream.query().equals(query))) {
      try {
        streams.add(NameServerStream.open(selector, server, query));
      } catch (IOException e) {
        open.remove(query);
        streamFailure = Optional.of(failures.unreachable(e));
      }
    }
  }

  private void advance(NameServerStream stream) throws IOException {
    try {
      Optional<DnsMessage> answer = stream.advance();
      if (answer.isEmpty()) {
        return;
      }
      answers.add(answer.get());
    } catch (MalformedException e) {
      streamFailure = Optional.of(failures.malformed(e.getMessage()));
    } catch (IOException e) {
      // The other question may bring addresses.
      streamFailure = Optional.of(failures.unreachable(e));
    }
    open.remove(stream.query());
    streams.remove(stream);
    stream.close();
  }

  private boolean hasAddresses() {
    return answers.stream()
        .flatMap(answer -> answer.answers().stream())
        .anyMatch(record -> record instanceof DnsRecord.AddressRecord);
  }

  static byte[] bytes(DnsMessage message) {
    ByteWriter out = new ByteWriter(512);
    message.write(out);
    return out.toByteArray();
  }
}
