package io.heddle.address;

/// Pattern of domain names.
///
/// Written as: `example.com` matches the name and all its subdomains, `=example.com` the name alone.
/// `*.example.com` and `.example.com`, which other programs know, mean the same as `example.com`.
public record DomainPattern(Host.Name name, MatchType matchType) {
  private static final String EXACT_PREFIX = "=";

  /// Names that a pattern matches.
  public enum MatchType {
    /// The pattern's name alone.
    EXACT,
    /// The pattern's name, and names that end with a dot and that name.
    WITH_SUBDOMAINS
  }

  /// Parses the text form above.
  ///
  /// @throws IllegalArgumentException if the text is not a pattern; the message says why
  public static DomainPattern parse(String text) {
    if (text.startsWith(EXACT_PREFIX)) {
      String name = text.substring(EXACT_PREFIX.length());
      return new DomainPattern(Host.Name.parse(name), MatchType.EXACT);
    }
    if (text.equals("*") || text.equals(".")) {
      throw new IllegalArgumentException(
          QuotedText.of(text) + " would match every name; a rule without domains does that");
    }
    String name =
        text.startsWith("*.") ? text.substring(2) : text.startsWith(".") ? text.substring(1) : text;
    return new DomainPattern(Host.Name.parse(name), MatchType.WITH_SUBDOMAINS);
  }

  /// Whether this pattern matches `other`.
  public boolean matches(Host.Name other) {
    return switch (matchType) {
      case EXACT -> other.equals(name);
      case WITH_SUBDOMAINS -> other.equals(name) || other.text().endsWith("." + name.text());
    };
  }

  // Written out: the generated ones make the JVM spin classes during the start, which takes time.
  @Override
  public boolean equals(Object object) {
    return object instanceof DomainPattern other
        && matchType == other.matchType
        && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + matchType.hashCode();
  }

  @Override
  public String toString() {
    return matchType == MatchType.EXACT ? EXACT_PREFIX + name : name.toString();
  }
}
