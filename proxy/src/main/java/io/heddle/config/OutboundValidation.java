package io.heddle.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Validation of outbounds: of each by itself, and of their references to each other.
final class OutboundValidation {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*\\}");
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "{source}",
          "{source.host}",
          "{source.port}",
          "{target}",
          "{target.host}",
          "{target.port}");
  private static final Set<String> RESERVED_HEADERS =
      Set.of("host", "proxy-authorization", "content-length", "transfer-encoding");

  private final Map<String, OutboundConfig> byName = new HashMap<>();

  private OutboundValidation(List<OutboundConfig> outbounds) {
    outbounds.forEach(outbound -> byName.put(outbound.name(), outbound));
  }

  /// Validates all outbounds, and returns the names that rules may use.
  static Set<String> validNames(List<OutboundConfig> all, BadValues bad) {
    OutboundValidation outbounds = new OutboundValidation(all);
    Set<String> names = new TreeSet<>(outbounds.byName.keySet());
    names.add(Config.DIRECT);
    names.add(Config.BLOCK);
    for (OutboundConfig outbound : all) {
      String path = path(outbound);
      bad.check(path + ".name", () -> checkIdentity(outbound));
      bad.check(
          List.of(path + ".url", path + ".pac", path + ".first-available", path + ".balance"),
          () -> checkKind(outbound));
      bad.check(path + ".pac", () -> checkWithoutScript(outbound));
      bad.check(List.of(path + ".url", path + ".tls"), () -> checkWithoutTls(outbound));
      bad.check(List.of(path + ".url", path + ".http2"), () -> checkWithoutHttp2(outbound));
      bad.check(List.of(path + ".url", path + ".headers"), () -> checkHeaders(outbound));
      UpstreamAuthValidation.check(path, outbound, bad);
      bad.check(ReferenceValidation.OUTBOUNDS, () -> checkReferences(outbound, names));
    }
    outbounds.checkCycles(all, bad);
    return names;
  }

  /// Checks a name that is given in the configuration.
  static void checkName(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new BadValueException(path, "a name is made of letters, digits, _ and -");
    }
  }

  private static void checkIdentity(OutboundConfig outbound) {
    String path = path(outbound);
    checkName(path, outbound.name());
    if (outbound.name().equals(Config.DIRECT) || outbound.name().equals(Config.BLOCK)) {
      throw new BadValueException(path, "is built in and cannot be another outbound");
    }
  }

  private static void checkKind(OutboundConfig outbound) {
    String path = path(outbound);
    int kinds = outbound.url().stream().toList().size();
    kinds += outbound.pac().script().stream().toList().size();
    kinds += outbound.firstAvailable().isEmpty() ? 0 : 1;
    kinds += outbound.balance().isEmpty() ? 0 : 1;
    if (kinds != 1) {
      throw new BadValueException(path, "needs one of url, pac, first-available and balance");
    }
    boolean isGroup = outbound.url().isEmpty() && outbound.pac().script().isEmpty();
    if (outbound.via().isPresent() && isGroup) {
      throw new BadValueException(path + ".via", "belongs to a url; give it to the members");
    }
  }

  private static void checkWithoutScript(OutboundConfig outbound) {
    if (outbound.pac().script().isEmpty() && outbound.pac().hasKeysOfScript()) {
      String key = outbound.pac().authHosts().isEmpty() ? ".unreachable" : ".auth-hosts";
      throw new BadValueException(path(outbound) + key, "belongs to a script: pac");
    }
  }

  private static boolean isHttps(OutboundConfig outbound) {
    return outbound.url().map(ProxyUrl::scheme).equals(Optional.of(ProxyUrl.Scheme.HTTPS));
  }

  private static void checkWithoutTls(OutboundConfig outbound) {
    if (!isHttps(outbound) && !outbound.tls().isDefault()) {
      throw new BadValueException(path(outbound) + ".tls", "belongs to an https url");
    }
  }

  private static void checkWithoutHttp2(OutboundConfig outbound) {
    if (!isHttps(outbound) && outbound.http2() != OutboundConfig.Http2.AUTO) {
      throw new BadValueException(path(outbound) + ".http2", "belongs to an https url");
    }
  }

  private static void checkHeaders(OutboundConfig outbound) {
    String path = path(outbound) + ".headers";
    BadValues bad = new BadValues();
    if (!outbound.headers().isEmpty()
        && !outbound.url().map(url -> url.scheme().isHttp()).orElse(false)) {
      bad.add(new BadValueException(path, "only HTTP proxies get headers"));
    }
    outbound
        .headers()
        .forEach((name, value) -> bad.check(path, () -> checkHeader(path, name, value)));
    bad.throwIfAny();
  }

  private static void checkHeader(String path, String name, String value) {
    if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
      throw new BadValueException(path, "\"" + name + "\" is no header field in ASCII");
    }
    if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new BadValueException(path, name + " is set by the proxy itself");
    }
    Matcher placeholders = PLACEHOLDER.matcher(value);
    while (placeholders.find()) {
      if (!PLACEHOLDERS.contains(placeholders.group())) {
        throw new UnknownNameException(path, "placeholder", placeholders.group(), PLACEHOLDERS);
      }
    }
  }

  private static void checkReferences(OutboundConfig outbound, Set<String> names) {
    String path = path(outbound);
    BadValues bad = new BadValues();
    outbound
        .via()
        .ifPresent(via ->
            bad.check(
                path, () -> ReferenceValidation.checkName(path + ".via", "outbound", via, names)));
    bad.check(
        path,
        () ->
            ReferenceValidation.checkEach(
                path + ".first-available", "outbound", outbound.firstAvailable(), names));
    bad.check(
        path,
        () ->
            ReferenceValidation.checkEach(
                path + ".balance", "outbound", outbound.balance(), names));
    bad.throwIfAny();
  }

  /// Follows all references. Each reference that leads back to an outbound on the way to it is a
  /// mistake.
  private void checkCycles(List<OutboundConfig> all, BadValues bad) {
    Set<String> done = new HashSet<>();
    all.forEach(outbound -> follow(outbound.name(), new ArrayList<>(), done, bad));
  }

  /// @param way the outbounds that lead to this one
  private void follow(String name, List<String> way, Set<String> done, BadValues bad) {
    if (done.contains(name) || !byName.containsKey(name)) {
      return;
    }
    way.add(name);
    OutboundConfig outbound = byName.get(name);
    for (String next : new LinkedHashSet<>(outbound.references())) {
      int start = way.indexOf(next);
      if (start >= 0) {
        List<String> circle = new ArrayList<>(way.subList(start, way.size()));
        circle.add(next);
        bad.add(
            new BadValueException(
                    path(outbound), "leads back to itself: " + String.join(" → ", circle))
                .dependingOn(ReferenceValidation.OUTBOUNDS));
      } else {
        follow(next, way, done, bad);
      }
    }
    way.removeLast();
    done.add(name);
  }

  private static String path(OutboundConfig outbound) {
    return "outbounds." + outbound.name();
  }
}
