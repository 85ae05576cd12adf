package io.heddle.app;

import io.heddle.auth.AuthScheme;
import io.heddle.auth.BasicScheme;
import io.heddle.auth.NegotiateScheme;
import io.heddle.auth.NtlmScheme;
import io.heddle.auth.PasswordCommand;
import io.heddle.auth.PasswordSource;
import io.heddle.auth.ProxyLogin;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.config.OutboundConfig;
import io.heddle.config.ProxyUrl;
import io.heddle.config.UpstreamAuthConfig;
import io.heddle.outbound.UpstreamProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builder of the authentication of an outbound with its HTTP proxy.
final class AuthBuilder {
  private AuthBuilder() {}

  /// @param limit of the time that the credentials of one request may take
  static UpstreamAuthenticator authenticator(
      UpstreamProxy proxy, OutboundConfig outbound, Duration limit) {
    Optional<ProxyLogin> login = login(proxy.toString(), outbound);
    List<UpstreamAuthConfig.AuthMethod> configured = outbound.auth().schemes();
    if (configured.isEmpty() && login.isPresent()) {
      configured = List.of(UpstreamAuthConfig.AuthMethod.BASIC);
    }
    if (configured.isEmpty()) {
      return UpstreamAuthenticator.NONE;
    }
    List<AuthScheme> schemes = new ArrayList<>(configured.size());
    for (UpstreamAuthConfig.AuthMethod scheme : configured) {
      schemes.add(
          switch (scheme) {
            case BASIC -> new BasicScheme(login.orElseThrow());
            case NTLM -> new NtlmScheme(login.orElseThrow());
            case NEGOTIATE -> new NegotiateScheme(service(outbound));
          });
    }
    return new UpstreamAuthenticator(proxy, schemes, limit);
  }

  private static Optional<ProxyLogin> login(String proxy, OutboundConfig outbound) {
    ProxyUrl url = outbound.url().orElseThrow();
    if (url.user().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ProxyLogin(proxy, url.user().get(), password(proxy, outbound, url)));
  }

  private static PasswordSource password(String proxy, OutboundConfig outbound, ProxyUrl url) {
    if (outbound.auth().passwordCommand().isEmpty()) {
      return new PasswordSource.FixedPassword(url.password().orElseThrow().text());
    }
    PasswordCommand command =
        new PasswordCommand(proxy, outbound.auth().passwordCommand().get().command());
    command.askAhead();
    return command;
  }

  /// The Kerberos name of the proxy: that of the host in the URL, as it is written there.
  private static String service(OutboundConfig outbound) {
    return outbound
        .auth()
        .spn()
        .orElseGet(() -> "HTTP@" + outbound.url().orElseThrow().address().host());
  }
}
