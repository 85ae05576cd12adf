package io.heddle.dial;

import io.heddle.dial.NameServerQuery.NameServerAnswer;
import io.heddle.dns.DnsMessage;
import io.heddle.dns.DnsRecord;
import io.heddle.request.RefusedException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Evaluation of the answers to the two questions about a name.
///
/// @param answers in the order of their arrival
/// @param open questions without an answer
record AnswerEvaluation(
    String name, NameServerFailures failures, List<DnsMessage> answers, List<DnsMessage> open) {
  private static final int NO_ERROR = 0;

  /// The addresses or the alias.
  ///
  /// @throws RefusedException if there are neither
  NameServerAnswer result() throws RefusedException {
    List<InetAddress> ipv6 = new ArrayList<>();
    List<InetAddress> ipv4 = new ArrayList<>();
    for (DnsMessage answer : answers) {
      for (InetAddress address : addresses(answer)) {
        (address.getAddress().length == 4 ? ipv4 : ipv6).add(address);
      }
    }
    ipv6.addAll(ipv4);
    if (!ipv6.isEmpty()) {
      return new NameServerAnswer(ipv6, Optional.empty());
    }
    for (DnsMessage answer : answers) {
      if (answer.responseCode() != NO_ERROR) {
        throw failures.reported(answer.responseCode());
      }
    }
    if (!open.isEmpty()) {
      throw failures.silent();
    }
    Optional<String> alias =
        answers.stream().map(this::canonicalName).filter(end -> !end.equals(name)).findFirst();
    if (alias.isEmpty()) {
      throw failures.noAddress();
    }
    return new NameServerAnswer(List.of(), alias);
  }

  /// The addresses of the name that the aliases lead to. Records about other names do not count.
  private List<InetAddress> addresses(DnsMessage answer) {
    String owner = canonicalName(answer);
    List<InetAddress> addresses = new ArrayList<>();
    for (DnsRecord record : answer.answers()) {
      if (record instanceof DnsRecord.AddressRecord(var of, var ip) && of.equals(owner)) {
        addresses.add(ip.address());
      }
    }
    return addresses;
  }

  /// The end of the chain of aliases in an answer.
  private String canonicalName(DnsMessage answer) {
    Map<String, String> aliases = new HashMap<>();
    for (DnsRecord record : answer.answers()) {
      if (record instanceof DnsRecord.AliasRecord(var of, var target)) {
        aliases.putIfAbsent(of, target);
      }
    }
    Set<String> seen = new HashSet<>();
    String end = name;
    while (aliases.containsKey(end) && seen.add(end)) {
      end = aliases.get(end);
    }
    return end;
  }
}
