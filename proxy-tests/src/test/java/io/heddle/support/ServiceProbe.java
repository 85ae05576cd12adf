package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Client with credentials that asks again and again for a short response, while others attack. It
/// counts the answers and their times.
///
/// Every request must be answered: by the response, or by an honest refusal.
public final class ServiceProbe {
  /// User that the proxy must know.
  public static final Credentials USER = new Credentials("alice", "s3cret");

  private static final long LIMIT_MILLIS = 2000;

  private final HeddleImage proxy;
  private final PathOrigin origin;
  private final Function<Peer, Peer> transport;
  private final List<Long> millis = new ArrayList<>();
  private final Map<String, Integer> answers = new HashMap<>();

  /// @param transport what comes between TCP and HTTP, such as TLS
  public ServiceProbe(HeddleImage proxy, PathOrigin origin, Function<Peer, Peer> transport) {
    this.proxy = proxy;
    this.origin = origin;
    this.transport = transport;
  }

  /// Field with the credentials.
  public static String authorization() {
    byte[] text = USER.toString().getBytes(StandardCharsets.US_ASCII);
    return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(text);
  }

  /// Asks once by HTTP and once by SOCKS.
  public void asks() {
    time(this::http);
    time(this::socks);
  }

  private void time(Function<Peer, String> protocol) {
    long start = System.nanoTime();
    try (Peer client = proxy.client()) {
      answers.merge(answer(client, protocol), 1, Integer::sum);
    }
    millis.add((System.nanoTime() - start) / 1_000_000);
  }

  private String answer(Peer client, Function<Peer, String> protocol) {
    Peer secured;
    try {
      secured = transport.apply(client);
    } catch (UncheckedIOException e) {
      // An alert. If this side is slow, the connection is closed when it reads.
      assertFalse(e.getCause() instanceof SocketTimeoutException, "accepted without an answer");
      return "refused by TLS";
    }
    return protocol.apply(secured);
  }

  private String http(Peer client) {
    client.sendsText(
        "GET http://%s/quick HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n"
            .formatted(origin.address(), authorization()));
    String status = client.receivesHead().split(" ", 3)[1];
    assertTrue(List.of("200", "503").contains(status), status);
    return "HTTP " + status;
  }

  private String socks(Peer client) {
    client.sends("05 01 02").receives("05 02");
    client.sends("01 05 61 6c 69 63 65 06 73 33 63 72 65 74").receives("01 00");
    client.sends("05 01 00 01 7f 00 00 01 " + origin.portHex());
    String reply = HexFormat.of().formatHex(client.receivesBytes(2));
    assertTrue(List.of("0500", "0501").contains(reply), reply);
    return "SOCKS " + reply.substring(2);
  }

  /// The answers and their number.
  public Map<String, Integer> answers() {
    return Map.copyOf(answers);
  }

  /// Asserts that answers come in time. The median is compared, since the machine may be busy.
  public void isAnsweredInTime() {
    long median = millis.stream().sorted().toList().get(millis.size() / 2);
    assertTrue(median < LIMIT_MILLIS, "a median of " + median + " ms: " + millis);
  }
}
