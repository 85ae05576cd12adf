package io.heddle.inbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.http1.HttpFields;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.request.InboundProtocol;
import io.heddle.request.InboundProtocol.TorResolve;
import io.heddle.request.InterceptionMode;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/// Settings of the handshakes of one inbound.
///
/// @param name configured address of the listener
/// @param protocol protocols that clients may speak
/// @param authenticator users of the inbound
/// @param udp settings of UDP associations; empty if clients may not have any
/// @param headLimit maximum length in bytes of the head of an HTTP message
/// @param transparent whether HTTP requests meant for a web server are served, too
/// @param torResolve treatment of Tor's commands
/// @param viaName name of this proxy in `Via`; empty if it neither sends nor checks the field
/// @param policy what the clients may reach; empty for everything
public record InboundSettings(
    String name,
    InboundProtocol protocol,
    Authenticator authenticator,
    Optional<UdpRelaySettings> udp,
    int headLimit,
    InterceptionMode transparent,
    TorResolve torResolve,
    Optional<String> viaName,
    Optional<PolicyEnforcer> policy) {

  /// Settings without the options that are off by default.
  public InboundSettings(
      String name,
      InboundProtocol protocol,
      Authenticator authenticator,
      Optional<UdpRelaySettings> udp,
      int headLimit,
      InterceptionMode transparent) {
    this(
        name,
        protocol,
        authenticator,
        udp,
        headLimit,
        transparent,
        TorResolve.CONNECT,
        Optional.empty(),
        Optional.empty());
  }

  /// Copy for a client that has been verified as `user`.
  public InboundSettings withVerifiedUser(String user) {
    return with(Authenticator.verified(user), policy);
  }

  /// Copy for a client all of whose requests are refused.
  public InboundSettings withRefusal(Refusal refusal) {
    return with(Authenticator.refusing(refusal), policy);
  }

  /// Admits a request that the handshake itself answers by the policy, if there is one.
  ///
  /// @throws RefusedException if the policy denies the target
  void admit(Endpoint target) throws RefusedException {
    if (policy.isPresent()) {
      policy.get().admit(target);
    }
  }

  /// Copy with a policy.
  public InboundSettings withPolicy(PolicyEnforcer enforcer) {
    return with(authenticator, Optional.of(enforcer));
  }

  private InboundSettings with(Authenticator users, Optional<PolicyEnforcer> enforcer) {
    return new InboundSettings(
        name, protocol, users, udp, headLimit, transparent, torResolve, viaName, enforcer);
  }

  /// Users of an inbound with their passwords. An inbound without users requires no authentication.
  public static final class Authenticator {
    private final Map<String, String> passwords;
    private final Optional<String> verifiedUser;
    private final Optional<Refusal> refusal;

    /// Logins that are delayed at one time: far fewer than connections.
    private static final int MAX_DELAYED_LOGINS = 1000;

    private final Optional<LoginThrottle> throttle;

    private Authenticator(
        Map<String, String> passwords, Optional<String> verifiedUser, Optional<Refusal> refusal) {
      this.passwords = Map.copyOf(passwords);
      this.verifiedUser = verifiedUser;
      this.refusal = refusal;
      throttle =
          passwords.isEmpty()
              ? Optional.empty()
              : Optional.of(new LoginThrottle(MAX_DELAYED_LOGINS));
    }

    /// @param passwords by user name
    public Authenticator(Map<String, String> passwords) {
      this(passwords, Optional.empty(), Optional.empty());
    }

    /// Authenticator for a client that was verified as this user before its first request, such as by a
    /// TLS certificate.
    public static Authenticator verified(String user) {
      return new Authenticator(Map.of(), Optional.of(user), Optional.empty());
    }

    /// Authenticator for a client all of whose requests are refused. The server refuses those that it
    /// gets.
    static Authenticator refusing(Refusal refusal) {
      return new Authenticator(Map.of(), Optional.empty(), Optional.of(refusal));
    }

    /// Fails if a request must not be answered by its handshake.
    void requireService() throws RefusedException {
      if (refusal.isPresent()) {
        throw new RefusedException(refusal.get());
      }
    }

    /// Whether clients must authenticate.
    public boolean isRequired() {
      return !passwords.isEmpty();
    }

    /// User name of a client that was verified before its first request, if it was.
    public Optional<String> verifiedUser() {
      return verifiedUser;
    }

    /// Authenticates the sender of an HTTP request by `Proxy-Authorization` (RFC 9110 §11.7.2).
    ///
    /// @return user name; empty if the inbound has no users and the client is not verified otherwise
    /// @throws RefusedException if the inbound has users and the request lacks valid credentials
    /// @throws ClosedByInterruptException if the calling thread is interrupted
    Optional<String> authenticate(Address client, HttpFields fields)
        throws RefusedException, ClosedByInterruptException {
      if (!isRequired()) {
        return verifiedUser;
      }
      Optional<BasicCredentials> credentials =
          fields.firstValue("Proxy-Authorization").flatMap(BasicCredentials::parse);
      if (credentials.isEmpty()) {
        throw new RefusedException(Refusal.PASSWORD_REQUEST);
      }
      BasicCredentials given = credentials.get();
      if (!authenticate(client, given.user(), given.password())) {
        throw new RefusedException(Reason.CREDENTIALS_REQUIRED, "wrong user name or password");
      }
      return Optional.of(given.user());
    }

    /// Authenticates a client. Clients that guess passwords wait for the answer.
    ///
    /// @return whether the password is the user's
    /// @throws java.util.NoSuchElementException if there are no users
    /// @throws RefusedException if too many wrong passwords come from its address
    /// @throws ClosedByInterruptException if the calling thread is interrupted
    public boolean authenticate(Address client, String user, String password)
        throws RefusedException, ClosedByInterruptException {
      return throttle.orElseThrow().check(client, () -> accepts(user, password));
    }

    /// Whether the password is the user's. The time does not depend on whether the user exists or the
    /// password is right.
    private boolean accepts(String user, String password) {
      boolean known = passwords.containsKey(user);
      boolean equal =
          MessageDigest.isEqual(
              password.getBytes(StandardCharsets.UTF_8),
              passwords.getOrDefault(user, password + "*").getBytes(StandardCharsets.UTF_8));
      return known && equal;
    }
  }
}
