package io.heddle.pac;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/// Functions of scripts: those that Netscape has defined with the format, and those that Microsoft has
/// added for IPv6, with `Ex` in their names.
///
/// Names are compared as they are, as browsers do it: hosts come in lower case.
final class PacFunctions {
  private final PacNetwork network;

  private PacFunctions(PacNetwork network) {
    this.network = network;
  }

  /// Adds the functions to a scope.
  static void define(ScriptableObject scope, PacNetwork network) {
    PacFunctions functions = new PacFunctions(network);
    functions.defineNames(scope);
    functions.defineAddresses(scope);
    HostFunction.define(scope, "weekdayRange", functions.during(CalendarRange::weekdays));
    HostFunction.define(scope, "dateRange", functions.during(CalendarRange::dates));
    HostFunction.define(scope, "timeRange", functions.during(CalendarRange::times));
    HostFunction.define(scope, "alert", (_, _, _) -> Undefined.instance);
    HostFunction.define(scope, "getClientVersion", (_, _, _) -> "1.0");
  }

  private void defineNames(ScriptableObject scope) {
    HostFunction.define(
        scope, "isPlainHostName", (_, _, a) -> NameFunctions.isPlainHostName(text(a, 0)));
    HostFunction.define(
        scope, "dnsDomainIs", (_, _, a) -> NameFunctions.dnsDomainIs(text(a, 0), text(a, 1)));
    HostFunction.define(
        scope,
        "localHostOrDomainIs",
        (_, _, a) -> NameFunctions.localHostOrDomainIs(text(a, 0), text(a, 1)));
    HostFunction.define(
        scope, "dnsDomainLevels", (_, _, a) -> NameFunctions.dnsDomainLevels(text(a, 0)));
    HostFunction.define(
        scope,
        "shExpMatch",
        (context, at, a) -> ShellExpression.matches(context, at, text(a, 0), text(a, 1)));
  }

  private void defineAddresses(ScriptableObject scope) {
    HostFunction.define(
        scope, "isResolvable", (context, _, a) -> ipv4(context, a).findAny().isPresent());
    HostFunction.define(
        scope,
        "dnsResolve",
        (context, _, a) -> ipv4(context, a).findFirst().map(AddressFunctions::text).orElse(null));
    HostFunction.define(
        scope,
        "isInNet",
        (context, _, a) ->
            a.length > 2
                && ipv4(context, a)
                    .findFirst()
                    .filter(host -> AddressFunctions.isInNet(host, text(a, 1), text(a, 2)))
                    .isPresent());
    HostFunction.define(
        scope, "convert_addr", (_, _, a) -> AddressFunctions.convertAddress(text(a, 0)));
    HostFunction.define(scope, "myIpAddress", (_, _, _) -> ownAddress());
    HostFunction.define(scope, "myIpAddressEx", (_, _, _) -> joined(network.ownAddresses()));
    HostFunction.define(
        scope, "isResolvableEx", (context, _, a) -> !addresses(context, a).isEmpty());
    HostFunction.define(scope, "dnsResolveEx", (context, _, a) -> joined(addresses(context, a)));
    HostFunction.define(
        scope, "isInNetEx", (_, _, a) -> AddressFunctions.isInNetEx(text(a, 0), text(a, 1)));
    HostFunction.define(
        scope, "sortIpAddressList", (_, _, a) -> AddressFunctions.sorted(text(a, 0)));
  }

  private HostFunction.Body during(CalendarRange.Function range) {
    return (_, _, arguments) -> {
      ZonedDateTime now = network.now();
      List<String> words = Arrays.stream(arguments).map(Context::toString).toList();
      return range.contains(words, now);
    };
  }

  private String ownAddress() {
    List<InetAddress> own = network.ownAddresses();
    return own.stream()
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .or(() -> own.stream().findFirst())
        .map(AddressFunctions::text)
        .orElse("127.0.0.1");
  }

  private Stream<InetAddress> ipv4(Context context, Object[] arguments) {
    return addresses(context, arguments).stream().filter(Inet4Address.class::isInstance);
  }

  /// The addresses of the host that is the first argument, within the time for lookups.
  private List<InetAddress> addresses(Context context, Object[] arguments) {
    ScriptBudget budget = ScriptBudget.of(context);
    String host = text(arguments, 0);
    List<InetAddress> literal = AddressFunctions.literal(host);
    if (!literal.isEmpty() || budget.lookupTime().isNegative() || host.isBlank()) {
      return literal;
    }
    long start = System.nanoTime();
    try {
      return network.addresses(host, budget.lookupTime());
    } finally {
      budget.recordLookup(System.nanoTime() - start);
    }
  }

  private static String joined(List<InetAddress> addresses) {
    return addresses.stream().map(AddressFunctions::text).collect(Collectors.joining(";"));
  }

  private static String text(Object[] arguments, int index) {
    return arguments.length > index ? Context.toString(arguments[index]) : "undefined";
  }
}
