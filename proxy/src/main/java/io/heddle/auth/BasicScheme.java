package io.heddle.auth;

import io.heddle.http1.ResponseHead;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Basic authentication (RFC 7617), in UTF-8.
public final class BasicScheme implements AuthScheme {
  private final ProxyLogin login;

  public BasicScheme(ProxyLogin login) {
    this.login = login;
  }

  @Override
  public String name() {
    return "Basic";
  }

  @Override
  public AuthExchange begin() {
    return new BasicExchange(this);
  }

  @Override
  public boolean authenticatesConnection() {
    return false;
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

  /// Exchange of a single leg.
  private static final class BasicExchange implements AuthExchange {
    private final BasicScheme scheme;
    private String password = "";

    BasicExchange(BasicScheme scheme) {
      this.scheme = scheme;
    }

    @Override
    public AuthScheme scheme() {
      return scheme;
    }

    @Override
    public String respond(String token, Deadline deadline) throws AuthFailedException, IOException {
      password = scheme.login.password(deadline);
      byte[] both = (scheme.login.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public boolean awaitsChallenge() {
      return false;
    }

    @Override
    public boolean continuesBy(String token) {
      return false;
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("as", scheme.login.user());
    }

    @Override
    public void accept() {
      scheme.login.accept(password);
    }

    @Override
    public AuthFailedException reject(ResponseHead response) {
      return scheme.login.reject(password);
    }
  }
}
