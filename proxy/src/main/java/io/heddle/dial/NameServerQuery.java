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
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Query for the IPv6 and IPv4 addresses of a name to one name server: both at the same time by UDP,
/// from one random port, sent again while there is no answer; by TCP what is truncated. For one use,
/// on a thread that it may block.
///
/// The socket is connected, so the system drops what comes from elsewhere. Other datagrams that do
/// not match a question that is open, by id and by question, are dropped here, whatever they are:
/// anybody may have sent them.
final class NameServerQuery {
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  /// Wait for the second answer once the first has brought addresses. Some servers never answer
  /// questions for IPv6 addresses.
  private static final Duration SECOND_ANSWER = Duration.ofMillis(500);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final InetSocketAddress server;
  private final String name;
  private final NameServerFailures failures;
  private final List<DnsMessage> open = new ArrayList<>();
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
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      exchange(socket, deadline);
    } catch (IOException e) {
      throw failures.unreachable(e);
    }
    try {
      return new AnswerEvaluation(name, failures, answers, open).result();
    } catch (RefusedException e) {
      throw streamFailure.orElse(e);
    }
  }

  private void exchange(DatagramSocket socket, Deadline deadline) throws IOException {
    Duration pause = FIRST_RETRY;
    Deadline end = deadline;
    while (!open.isEmpty() && end.remaining() > 0) {
      for (DnsMessage query : open) {
        byte[] bytes = bytes(query);
        socket.send(new DatagramPacket(bytes, bytes.length));
      }
      Deadline retry = Deadline.after(pause).orEarlier(end);
      pause = pause.multipliedBy(2);
      while (!open.isEmpty() && retry.remaining() > 0) {
        Optional<DnsMessage> answer = receive(socket, retry);
        if (answer.isPresent()) {
          accept(answer.get(), deadline);
          end = hasAddresses() ? Deadline.after(SECOND_ANSWER).orEarlier(end) : end;
          retry = retry.orEarlier(end);
        }
      }
    }
  }

  private void accept(DnsMessage answer, Deadline deadline) {
    DnsMessage query = open.stream().filter(answer::answers).findAny().orElseThrow();
    open.remove(query);
    try {
      answers.add(
          answer.isTruncated() ? NameServerStream.ask(server, query, failures, deadline) : answer);
    } catch (RefusedException e) {
      // The other question may bring addresses.
      streamFailure = Optional.of(e);
    }
  }

  private boolean hasAddresses() {
    return answers.stream()
        .flatMap(answer -> answer.answers().stream())
        .anyMatch(record -> record instanceof DnsRecord.AddressRecord);
  }

  /// The next answer to an open question; empty after the deadline, and after anything else.
  private Optional<DnsMessage> receive(DatagramSocket socket, Deadline deadline)
      throws IOException {
    // A datagram that is longer than allowed ends early, and is no message.
    DatagramPacket packet = new DatagramPacket(new byte[DnsMessage.MAX_UDP], DnsMessage.MAX_UDP);
    try {
      socket.setSoTimeout(NameServerStream.millis(deadline));
      socket.receive(packet);
      DnsMessage answer = DnsMessage.read(Arrays.copyOf(packet.getData(), packet.getLength()));
      return open.stream().anyMatch(answer::answers) ? Optional.of(answer) : Optional.empty();
    } catch (SocketTimeoutException | MalformedException e) {
      return Optional.empty();
    }
  }

  static byte[] bytes(DnsMessage message) {
    ByteWriter out = new ByteWriter(512);
    message.write(out);
    return out.toByteArray();
  }
}
