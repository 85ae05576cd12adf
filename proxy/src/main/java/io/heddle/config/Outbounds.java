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

/// What must be true of outbounds: each by itself, and of what they say of each other.
final class Outbounds {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE =
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
  private static final Set<String> OURS =
      Set.of("host", "proxy-authorization", "content-length", "transfer-encoding");

  private final Map<String, Outbound> byName = new HashMap<>();

  private Outbounds(List<Outbound> outbounds) {
    outbounds.forEach(outbound -> byName.put(outbound.name(), outbound));
  }

  /// The names that rules may use.
  ///
  /// @throws BadValueException if something is wrong with one
  static Set<String> checkedNames(List<Outbound> all) {
    Outbounds outbounds = new Outbounds(all);
    Set<String> names = new TreeSet<>(outbounds.byName.keySet());
    names.add(Config.DIRECT);
    names.add(Config.BLOCK);
    all.forEach(Outbounds::checkAlone);
    for (Outbound outbound : all) {
      checkKnown(outbound, names);
    }
    all.forEach(outbound -> outbounds.checkCircle(List.of(outbound.name())));
    return names;
  }

  private static void checkAlone(Outbound outbound) {
    String path = path(outbound);
    if (!NAME.matcher(outbound.name()).matches()) {
      throw new BadValueException(path, "a name is made of letters, digits, _ and -");
    }
    if (outbound.name().equals(Config.DIRECT) || outbound.name().equals(Config.BLOCK)) {
      throw new BadValueException(path, "is built in and cannot be another outbound");
    }
    int ways = outbound.url().stream().toList().size();
    ways += outbound.firstAvailable().isEmpty() ? 0 : 1;
    ways += outbound.balance().isEmpty() ? 0 : 1;
    if (ways != 1) {
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

  private static void checkWithoutTls(Outbound outbound) {
    if (!outbound.tls().isDefault()) {
      throw new BadValueException(path(outbound) + ".tls", "belongs to an https url");
    }
    if (outbound.http2() != Outbound.Http2.AUTO) {
      throw new BadValueException(path(outbound) + ".http2", "belongs to an https url");
    }
  }

  private static void checkHeaders(Outbound outbound) {
    String path = path(outbound) + ".headers";
    if (!outbound.headers().isEmpty()
        && !outbound.url().map(url -> url.scheme().isHttp()).orElse(false)) {
      throw new BadValueException(path, "only HTTP proxies get headers");
    }
    outbound
        .headers()
        .forEach((name, value) -> {
          if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new BadValueException(path, "\"" + name + "\" is no header field in ASCII");
          }
          if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
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

  private static void checkKnown(Outbound outbound, Set<String> names) {
    outbound
        .via()
        .ifPresent(via -> References.checkName(path(outbound) + ".via", "outbound", via, names));
    References.checkEach(
        path(outbound) + ".first-available", "outbound", outbound.firstAvailable(), names);
    References.checkEach(path(outbound) + ".balance", "outbound", outbound.balance(), names);
  }

  /// Follows what the last outbound of `way` leads to.
  private void checkCircle(List<String> way) {
    Optional<Outbound> last = Optional.ofNullable(byName.get(way.getLast()));
    for (String next : last.map(Outbound::next).orElse(List.of())) {
      List<String> longer = new ArrayList<>(way);
      longer.add(next);
      if (next.equals(way.getFirst())) {
        throw new BadValueException(
            path(last.get()), "leads back to itself: " + String.join(" → ", longer));
      }
      if (!way.contains(next)) {
        checkCircle(longer);
      }
    }
  }

  private static String path(Outbound outbound) {
    return "outbounds." + outbound.name();
  }
}
