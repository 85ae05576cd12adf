package io.heddle.auth;

import io.heddle.http1.ResponseHead;
import io.heddle.jdk.NtlmClient;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// NTLM, version 2 (MS-NTHT): three messages authenticate one connection.
///
/// Version 1 is not offered: its answers to the server's challenge can be computed back to the password.
public final class NtlmScheme implements AuthScheme {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ProxyLogin login;

  public NtlmScheme(ProxyLogin login) {
    this.login = login;
  }

  @Override
  public String name() {
    return "NTLM";
  }

  @Override
  public AuthExchange begin() {
    return new NtlmExchange(this);
  }

  @Override
  public boolean authenticatesConnection() {
    return true;
  }

  @Override
  public boolean hasFixedLegs() {
    return true;
  }

  @Override
  public boolean isDoubtful() {
    return login.isHeldBack();
  }

  @Override
  public void checkNotHeldBack(Deadline deadline) throws AuthFailedException, IOException {
    login.check(deadline);
  }

  /// The domain in `CORP\me`; empty for `me` and `me@corp.example`.
  static String domain(String user) {
    return user.substring(0, Math.max(0, user.indexOf('\\')));
  }

  /// The name in `CORP\me`.
  static String account(String user) {
    return user.substring(user.indexOf('\\') + 1);
  }

  /// Exchange of two legs.
  private static final class NtlmExchange implements AuthExchange {
    private final NtlmScheme scheme;
    private String password = "";
    private boolean negotiated;
    private boolean answered;

    NtlmExchange(NtlmScheme scheme) {
      this.scheme = scheme;
    }

    @Override
    public AuthScheme scheme() {
      return scheme;
    }

    @Override
    public String respond(String token, Deadline deadline) throws AuthFailedException, IOException {
      byte[] message;
      if (negotiated) {
        password = scheme.login.password(deadline);
        message = authenticate(token);
        answered = true;
      } else {
        scheme.login.check(deadline);
        message = client("").negotiate();
        negotiated = true;
      }
      return "NTLM " + Base64.getEncoder().encodeToString(message);
    }

    private byte[] authenticate(String token) throws AuthFailedException {
      byte[] clientChallenge = new byte[NtlmClient.CHALLENGE_LENGTH];
      RANDOM.nextBytes(clientChallenge);
      try {
        return client(password).authenticate(Base64.getDecoder().decode(token), clientChallenge);
      } catch (IllegalArgumentException e) {
        throw new AuthFailedException("it does not speak NTLM: " + e.getMessage());
      }
    }

    private NtlmClient client(String secret) {
      String user = scheme.login.user();
      return new NtlmClient(domain(user), account(user), secret);
    }

    @Override
    public boolean awaitsChallenge() {
      return negotiated && !answered;
    }

    @Override
    public boolean continuesBy(String token) {
      return awaitsChallenge() && !token.isEmpty();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("as", scheme.login.user(), "leg", answered ? "2" : "1");
    }

    @Override
    public void accept() {
      if (answered) {
        scheme.login.accept(password);
      }
    }

    @Override
    public AuthFailedException reject(ResponseHead response) {
      return answered
          ? scheme.login.reject(password)
          : new AuthFailedException("it refuses to begin NTLM");
    }
  }
}
