package io.heddle.support;

import io.heddle.auth.AuthExchange;
import io.heddle.auth.AuthFailedException;
import io.heddle.auth.AuthScheme;
import io.heddle.http1.ResponseHead;
import io.heddle.time.Deadline;
import java.util.Map;

/// Authentication scheme that sends one text, and then what the proxy has sent.
///
/// @param name in HTTP
/// @param first value of the first `Proxy-Authorization`
public record EchoingScheme(String name, String first) implements AuthScheme, AuthExchange {
  @Override
  public AuthExchange begin() {
    return this;
  }

  @Override
  public boolean authenticatesConnection() {
    return false;
  }

  @Override
  public boolean hasFixedLegs() {
    return false;
  }

  @Override
  public boolean isDoubtful() {
    return false;
  }

  @Override
  public AuthScheme scheme() {
    return this;
  }

  @Override
  public void checkNotHeldBack(Deadline deadline) {}

  @Override
  public String respond(String token, Deadline deadline) {
    return token.isEmpty() ? first : token;
  }

  @Override
  public boolean awaitsChallenge() {
    return false;
  }

  @Override
  public boolean continuesBy(String token) {
    return !token.isEmpty();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of();
  }

  @Override
  public void accept() {
    // Nothing to remember.
  }

  @Override
  public AuthFailedException reject(ResponseHead response) {
    return new AuthFailedException("rejected");
  }
}
