package io.heddle.config;

import java.util.ArrayList;
import java.util.HashMap;
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
  ///
  /// @throws BadValueException if an outbound is invalid
  static Set<String> validNames(List<OutboundConfig> all) {
    OutboundValidation outbounds = new OutboundValidation(all);
    Set<String> names = new TreeSet<>(outbounds.byName.keySet());
    names.add(Config.DIRECT);
    names.add(Config.BLOCK);
    all.forEach(OutboundValidation::checkFields);
    for (OutboundConfig outbound : all) {
      checkReferences(outbound, names);
    }
    all.forEach(outbound -> outbounds.checkCycle(List.of(outbound.name())));
    return names;
  }

  /// Checks a name that is given in the configuration.
  static void checkName(String path, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new BadValueException(path, "a name is made of letters, digits, _ and -");
    }
  }

  private static void checkFields(OutboundConfig outbound) {
    String path = path(outbound);
    checkName(path, outbound.name());
    if (outbound.name().equals(Config.DIRECT) || outbound.name().equals(Config.BLOCK)) {
      throw new BadValueException(path, "is built in and cannot be another outbound");
    }
    int kinds = outbound.url().stream().toList().size();
    kinds += outbound.firstAvailable().isEmpty() ? 0 : 1;
    kinds += outbound.balance().isEmpty() ? 0 : 1;
    if (kinds != 1) {
      throw new BadValueException(path, "needs one of url, first-available and balance");
    }
    if (outbound.via().isPresent() && outbound.url().isEmpty()) {
      throw new BadValueException(path + ".via", "belongs to a url; give it to the members");
    }
    if (!outbound.url().map(ProxyUrl::scheme).equals(Optional.of(ProxyUrl.Scheme.HTTPS))) {
      checkWithoutTls(outbound);
    }
    checkHeaders(outbound);
  }

  private static void checkWithoutTls(OutboundConfig outbound) {
    if (!outbound.tls().isDefault()) {
      throw new BadValueException(path(outbound) + ".tls", "belongs to an https url");
    }
    if (outbound.http2() != OutboundConfig.Http2.AUTO) {
      throw new BadValueException(path(outbound) + ".http2", "belongs to an https url");
    }
  }

  private static void checkHeaders(OutboundConfig outbound) {
    String path = path(outbound) + ".headers";
    if (!outbound.headers().isEmpty()
        && !outbound.url().map(url -> url.scheme().isHttp()).orElse(false)) {
      throw new BadValueException(path, "only HTTP proxies get headers");
    }
    outbound
        .headers()
        .forEach((name, value) -> {
          if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new BadValueException(path, "\"" + name + "\" is no header field in ASCII");
          }
          if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new BadValueException(path, name + " is set by the proxy itself");
          }
          Matcher placeholders = PLACEHOLDER.matcher(value);
          while (placeholders.find()) {
            if (!PLACEHOLDERS.contains(placeholders.group())) {
              throw new UnknownNameException(
                  path, "placeholder", placeholders.group(), PLACEHOLDERS);
            }
          }
        });
  }

  private static void checkReferences(OutboundConfig outbound, Set<String> names) {
    outbound
        .via()
        .ifPresent(
            via -> ReferenceValidation.checkName(path(outbound) + ".via", "outbound", via, names));
    ReferenceValidation.checkEach(
        path(outbound) + ".first-available", "outbound", outbound.firstAvailable(), names);
    ReferenceValidation.checkEach(
        path(outbound) + ".balance", "outbound", outbound.balance(), names);
  }

  /// Follows the references of the last outbound of `chain`.
  ///
  /// @throws BadValueException if they lead back to the first
  private void checkCycle(List<String> chain) {
    Optional<OutboundConfig> last = Optional.ofNullable(byName.get(chain.getLast()));
    for (String next : last.map(OutboundConfig::references).orElse(List.of())) {
      List<String> longer = new ArrayList<>(chain);
      longer.add(next);
      if (next.equals(chain.getFirst())) {
        throw new BadValueException(
            path(last.get()), "leads back to itself: " + String.join(" → ", longer));
      }
      if (!chain.contains(next)) {
        checkCycle(longer);
      }
    }
  }

  private static String path(OutboundConfig outbound) {
    return "outbounds." + outbound.name();
  }
}
