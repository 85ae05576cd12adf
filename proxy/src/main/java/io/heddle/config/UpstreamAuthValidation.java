package io.heddle.config;

import io.heddle.config.UpstreamAuthConfig.AuthMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Validation of the keys by which an outbound authenticates with its proxy.
final class UpstreamAuthValidation {
  private static final Pattern SPN = Pattern.compile("[^/@\\s]+/[^/@\\s]+(@[^/@\\s]+)?");

  private UpstreamAuthValidation() {}

  static void check(String path, OutboundConfig outbound, BadValues bad) {
    String url = path + ".url";
    String auth = path + ".auth";
    String password = path + ".password";
    bad.check(
        List.of(url, auth, path + ".pac", path + ".auth-hosts"), () -> checkKind(auth, outbound));
    bad.check(List.of(url, password), () -> checkPassword(path, outbound));
    bad.check(List.of(url, auth), () -> checkUser(auth, outbound));
    bad.check(List.of(auth, path + ".spn"), () -> checkSpn(path + ".spn", outbound));
    bad.check(List.of(auth, path + ".http2"), () -> checkHttp2(auth, outbound));
  }

  private static void checkKind(String auth, OutboundConfig outbound) {
    List<AuthMethod> schemes = outbound.auth().schemes();
    if (!schemes.isEmpty() && !isHttp(outbound) && !isScript(outbound)) {
      throw new BadValueException(auth, "belongs to an http or https url, or to a script: pac");
    }
    if (!schemes.isEmpty() && isScript(outbound) && outbound.pac().authHosts().isEmpty()) {
      throw new BadValueException(auth, "needs auth-hosts: the proxies that may get credentials");
    }
    if (Set.copyOf(schemes).size() < schemes.size()) {
      throw new BadValueException(auth, "has a scheme twice");
    }
  }

  private static void checkPassword(String path, OutboundConfig outbound) {
    Optional<ProxyUrl> url = outbound.url();
    if (outbound.auth().passwordCommand().isPresent()) {
      if (!isHttp(outbound)) {
        throw new BadValueException(path + ".password", "belongs to an http or https url");
      }
      if (url.flatMap(ProxyUrl::user).isEmpty()) {
        throw new BadValueException(
            path + ".password", "needs a user in the url, as in http://user@host");
      }
      if (url.flatMap(ProxyUrl::password).isPresent()) {
        throw new BadValueException(path + ".password", "the url has a password already");
      }
    } else if (url.flatMap(ProxyUrl::missingPassword).isPresent()) {
      throw new BadValueException(
          path + ".url",
          url.get().missingPassword().get() + ", or password: {command: [program, argument]}");
    }
  }

  private static void checkUser(String auth, OutboundConfig outbound) {
    for (AuthMethod scheme : outbound.auth().schemes()) {
      if (scheme != AuthMethod.NEGOTIATE && outbound.url().flatMap(ProxyUrl::user).isEmpty()) {
        throw new BadValueException(
            auth,
            isScript(outbound)
                ? "basic and ntlm need a user; with pac there is negotiate alone"
                : "basic and ntlm need a user in the url, as in http://user:password@host");
      }
    }
  }

  private static void checkSpn(String key, OutboundConfig outbound) {
    Optional<String> spn = outbound.auth().spn();
    if (spn.isPresent() && !outbound.auth().schemes().contains(AuthMethod.NEGOTIATE)) {
      throw new BadValueException(key, "belongs to auth: negotiate");
    }
    if (spn.isPresent() && !SPN.matcher(spn.get()).matches()) {
      throw new BadValueException(key, "must be HTTP/host or HTTP/host@REALM");
    }
  }

  private static void checkHttp2(String auth, OutboundConfig outbound) {
    if (outbound.auth().needsHttp1() && outbound.http2() == OutboundConfig.Http2.REQUIRED) {
      throw new BadValueException(auth, "ntlm works with HTTP/1.1 only, and http2 is required");
    }
  }

  private static boolean isScript(OutboundConfig outbound) {
    return outbound.pac().script().isPresent();
  }

  private static boolean isHttp(OutboundConfig outbound) {
    return outbound.url().map(url -> url.scheme().isHttp()).orElse(false);
  }
}
