package io.heddle.policy;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Entry of a policy: a name, an address or a block of addresses, each with ports or without, or a
/// group of entries.
///
///     github.com           the name and all below it; `*.github.com` means the same
///     =github.com          the name alone
///     api.example:443      one port
///     api.example:8000-8080
///     10.20.0.0/16         a block; 10.20.0.1 is a block of one
///     10.20.0.1:22
///     fd00::/8             IPv6 without ports
///     [fd00::1]:443        IPv6 with ports; [fd00::/8]:443
///     group:github         the entries of a group that ships with Heddle
///
/// A name never matches an address, and an address never a name.
public sealed interface PolicyEntry {
  /// A name, or a name and all below it.
  ///
  /// @param prefix of the written form: `*.`, `.` or nothing
  /// @param ports empty for all
  record NameEntry(String prefix, DomainPattern pattern, Optional<PortRange> ports)
      implements PolicyEntry {
    private static NameEntry of(String text, Optional<PortRange> ports) {
      String prefix = text.startsWith("*.") ? "*." : text.startsWith(".") ? "." : "";
      return new NameEntry(prefix, DomainPattern.parse(text), ports);
    }

    @Override
    public String toString() {
      return prefix + pattern + suffix(ports);
    }
  }

  /// A block of addresses.
  ///
  /// @param ports empty for all
  record AddressEntry(Cidr block, Optional<PortRange> ports) implements PolicyEntry {
    @Override
    public String toString() {
      String text = block.toString();
      return ports.isPresent() && text.indexOf(':') >= 0
          ? "[" + text + "]" + suffix(ports)
          : text + suffix(ports);
    }
  }

  /// A group of entries, see [PolicyGroups].
  record GroupEntry(String name) implements PolicyEntry {
    @Override
    public String toString() {
      return GROUP + name;
    }
  }

  /// Prefix of the name of a group.
  String GROUP = "group:";

  private static String suffix(Optional<PortRange> ports) {
    return ports.map(range -> ":" + range).orElse("");
  }

  /// Parses the text form above.
  ///
  /// @throws IllegalArgumentException if the text is no entry; the message says why
  static PolicyEntry parse(String text) {
    if (text.contains("://")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is a URL; an entry is its host: " + hostOf(text));
    }
    if (text.startsWith(GROUP)) {
      return new GroupEntry(groupName(text.substring(GROUP.length())));
    }
    if (text.startsWith("[")) {
      return bracketed(text);
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      return entry(text, Optional.empty());
    }
    return text.indexOf(':', colon + 1) >= 0
        ? new AddressEntry(Cidr.parse(text), Optional.empty())
        : entry(text.substring(0, colon), Optional.of(PortRange.parse(text.substring(colon + 1))));
  }

  private static String hostOf(String url) {
    String rest = url.substring(url.indexOf("://") + 3);
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return rest.substring(rest.lastIndexOf('@', end - 1) + 1, end);
  }

  private static String groupName(String name) {
    if (name.isEmpty() || !name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
      throw new IllegalArgumentException(GROUP + " needs the name of a group, such as github");
    }
    return name;
  }

  private static PolicyEntry bracketed(String text) {
    int end = text.indexOf(']');
    if (end < 0 || text.substring(0, end).indexOf(':') < 0) {
      throw new IllegalArgumentException("\"" + text + "\" is no IPv6 address in brackets");
    }
    Cidr block = Cidr.parse(text.substring(1, end));
    String rest = text.substring(end + 1);
    if (rest.isEmpty()) {
      return new AddressEntry(block, Optional.empty());
    }
    if (!rest.startsWith(":")) {
      throw new IllegalArgumentException("\"" + text + "\" has more than ports after its address");
    }
    return new AddressEntry(block, Optional.of(PortRange.parse(rest.substring(1))));
  }

  /// An address in the one spelling that all programs read alike, or a name.
  private static PolicyEntry entry(String host, Optional<PortRange> ports) {
    if (host.indexOf('/') >= 0) {
      return new AddressEntry(Cidr.parse(host), ports);
    }
    if (host.equals("*") || host.equals("*.") || host.equals(".")) {
      throw new IllegalArgumentException(
          "\""
              + host
              + "\" is no entry: to allow all that is not denied, leave allow out; to allow nothing,"
              + " give it an empty list");
    }
    if (host.isEmpty()) {
      throw new IllegalArgumentException("an entry needs a name or an address");
    }
    Optional<Cidr> address = address(host);
    if (address.isEmpty() && endsWithNumber(host)) {
      throw new IllegalArgumentException(
          "\"" + host + "\" is neither an address, such as 192.0.2.1 or 192.0.2.0/24, nor a name");
    }
    return address.isPresent() ? new AddressEntry(address.get(), ports) : NameEntry.of(host, ports);
  }

  /// Whether the last label of a name has digits alone, which no name has that can be looked up.
  private static boolean endsWithNumber(String host) {
    String label = host.substring(Math.max(host.lastIndexOf('.'), host.lastIndexOf('=')) + 1);
    return !label.isEmpty() && label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Optional<Cidr> address(String host) {
    try {
      return Optional.of(Cidr.parse(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Parses entries separated by commas, as on the command line, with groups that ship with Heddle; none
  /// if the text is blank.
  ///
  /// @throws IllegalArgumentException if one is no entry; the message says which and why
  static List<PolicyEntry> parseList(String text) {
    List<PolicyEntry> entries = new ArrayList<>();
    if (text.isBlank()) {
      return entries;
    }
    for (String one : text.split(",", -1)) {
      if (one.isBlank()) {
        throw new IllegalArgumentException(
            "\"" + text + "\" has a comma without an entry before or behind it");
      }
      PolicyEntry entry = parse(one.strip());
      if (entry instanceof GroupEntry(String name)) {
        PolicyGroups.shipped().check(name);
      }
      entries.add(entry);
    }
    return entries;
  }

  /// The text of entries that [#parseList] reads.
  static String printList(List<PolicyEntry> entries) {
    return String.join(",", entries.stream().map(PolicyEntry::toString).toList());
  }
}
