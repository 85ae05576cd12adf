package io.heddle.auth;

import io.heddle.http1.ResponseHead;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;

/// Exchange of Negotiate: one token in most cases, more if the proxy wants them.
final class NegotiateExchange implements AuthExchange {
  /// Difference of clocks that Kerberos allows by default.
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /// Limit of the time in which the ticket is looked at for a message.
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final NegotiateScheme scheme;
  private Optional<GSSContext> context = Optional.empty();
  private int tokens;

  NegotiateExchange(NegotiateScheme scheme) {
    this.scheme = scheme;
  }

  @Override
  public AuthScheme scheme() {
    return scheme;
  }

  @Override
  public String respond(String token, Deadline deadline) throws AuthFailedException, IOException {
    byte[] peers = decoded(token);
    byte[] next = tokens == 0 ? first(deadline) : further(peers, deadline);
    tokens++;
    return "Negotiate " + Base64.getEncoder().encodeToString(next);
  }

  private byte[] decoded(String token) throws AuthFailedException {
    try {
      return Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw scheme.failed("its token of Negotiate is not well-formed");
    }
  }

  private byte[] first(Deadline deadline) throws AuthFailedException, IOException {
    return scheme.call(
        deadline,
        () -> {
          context = Optional.of(KerberosClient.context(scheme.service()));
          return KerberosClient.step(context.get(), new byte[0]);
        });
  }

  private byte[] further(byte[] peers, Deadline deadline) throws AuthFailedException, IOException {
    GSSContext begun = context.orElseThrow();
    try {
      return scheme.call(deadline, () -> KerberosClient.step(begun, peers));
    } catch (AuthFailedException e) {
      throw scheme.failed(rejection() + ": " + e.refusal().details());
    }
  }

  @Override
  public boolean awaitsChallenge() {
    return tokens == 1 && scheme.hasSeveralLegs();
  }

  @Override
  public boolean continuesBy(String token) {
    boolean continues = !token.isEmpty();
    if (continues) {
      scheme.severalLegs(true);
    }
    return continues;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("for", scheme.service());
    Optional<KerberosTicket> ticket = scheme.ticket(Deadline.after(LOOK));
    if (ticket.isPresent()) {
      facts.put("as", ticket.get().principal());
      facts.put("ticket until", local(ticket.get().end()));
    }
    if (tokens > 1) {
      facts.put("leg", Integer.toString(tokens));
    }
    return facts;
  }

  private static String local(Instant time) {
    return TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  @Override
  public void accept() {
    if (tokens == 1) {
      scheme.severalLegs(false);
    }
    scheme.noteSuccess();
    dispose();
  }

  @Override
  public AuthFailedException reject(ResponseHead response) {
    dispose();
    return scheme.failed(rejection() + skew(response));
  }

  private String rejection() {
    Optional<KerberosTicket> ticket = scheme.ticket(Deadline.after(LOOK));
    String as = ticket.map(found -> " of " + found.principal()).orElse("");
    return "it does not accept the Kerberos ticket" + as + " for " + scheme.service();
  }

  /// A remark on the clocks, if they differ so much that this may be the reason.
  private static String skew(ResponseHead response) {
    Optional<Instant> theirs =
        response.fields().firstValue("Date").flatMap(NegotiateExchange::time);
    Duration skew =
        theirs.map(time -> Duration.between(time, Instant.now()).abs()).orElse(Duration.ZERO);
    return skew.compareTo(MAX_SKEW) < 0
        ? ""
        : "; its clock and that of this machine differ by " + minutes(skew) + " minutes";
  }

  private static long minutes(Duration time) {
    return time.plusSeconds(30).toMinutes();
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void dispose() {
    try {
      if (context.isPresent()) {
        context.get().dispose();
      }
    } catch (GSSException e) {
      // Its memory is freed with the object.
    }
    context = Optional.empty();
  }
}
