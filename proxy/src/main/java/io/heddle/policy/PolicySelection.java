package io.heddle.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Choice of a policy for the clients of a listener: one of the configuration by its name, with more
/// entries or without, or one made of entries alone. It is resolved anew for each configuration, so it
/// follows a reload.
///
/// Written as one line, which another process can send: `name=agent;allow=a.example,b.example;deny=;`
/// `mode=enforce;origin=command`. A part that is empty is there without a value; one that is not given
/// is missing.
///
/// @param name of the policy in the configuration; empty for none
/// @param allow more that is allowed; an empty list allows nothing more
/// @param deny more that is denied
/// @param origin place where a person would allow more
public record PolicySelection(
    Optional<String> name,
    Optional<List<PolicyEntry>> allow,
    List<PolicyEntry> deny,
    SelectionMode mode,
    SelectionOrigin origin) {
  private static final String SEPARATOR = ";";

  /// Use of the policy.
  public enum SelectionMode {
    ENFORCE,
    /// Nothing is refused but what `deny` has, and private addresses that `allow` does not cover.
    LEARN
  }

  /// Place where a person would allow more.
  public enum SelectionOrigin {
    /// The policy in the configuration.
    CONFIGURATION,
    /// The command line of `heddle exec`.
    COMMAND
  }

  public PolicySelection {
    allow = allow.map(List::copyOf);
    deny = List.copyOf(deny);
  }

  /// The policy of that name in the configuration, for a configured listener.
  public static PolicySelection configured(String name) {
    return new PolicySelection(
        Optional.of(name),
        Optional.empty(),
        List.of(),
        SelectionMode.ENFORCE,
        SelectionOrigin.CONFIGURATION);
  }

  /// The selection of a command line.
  public static PolicySelection command(
      Optional<String> name,
      Optional<List<PolicyEntry>> allow,
      List<PolicyEntry> deny,
      SelectionMode mode) {
    return new PolicySelection(name, allow, deny, mode, SelectionOrigin.COMMAND);
  }

  /// Parses the text form.
  ///
  /// @throws IllegalArgumentException for any other text; the message says why
  public static PolicySelection parse(String text) {
    Optional<String> name = Optional.empty();
    Optional<List<PolicyEntry>> allow = Optional.empty();
    List<PolicyEntry> deny = List.of();
    SelectionMode mode = SelectionMode.ENFORCE;
    SelectionOrigin origin = SelectionOrigin.COMMAND;
    for (String part : text.split(SEPARATOR, -1)) {
      int equals = part.indexOf('=');
      String value = part.substring(equals + 1);
      switch (part.substring(0, Math.max(0, equals))) {
        case "name" -> name = Optional.of(value);
        case "allow" -> allow = Optional.of(PolicyEntry.parseList(value));
        case "deny" -> deny = PolicyEntry.parseList(value);
        case "mode" -> mode = SelectionMode.valueOf(value.toUpperCase(Locale.ROOT));
        case "origin" -> origin = SelectionOrigin.valueOf(value.toUpperCase(Locale.ROOT));
        default -> throw new IllegalArgumentException("no part of a policy: " + part);
      }
    }
    return new PolicySelection(name, allow, deny, mode, origin);
  }

  @Override
  public String toString() {
    return name.map(one -> "name=" + one + SEPARATOR).orElse("")
        + allow.map(list -> "allow=" + PolicyEntry.printList(list) + SEPARATOR).orElse("")
        + "deny="
        + PolicyEntry.printList(deny)
        + SEPARATOR
        + "mode="
        + mode.name().toLowerCase(Locale.ROOT)
        + SEPARATOR
        + "origin="
        + origin.name().toLowerCase(Locale.ROOT);
  }
}
