package io.heddle.address;

/// Names that belong together.
///
/// Text: `example.com` for that name and all below it, `=example.com` for that name alone.
public record DomainPattern(Host.Name name, MatchType matchType) {
  private static final String EXACT = "=";

  /// How far down it goes.
  public enum MatchType {
    /// The name alone.
    EXACT,
    /// The name and all that end in a dot and it.
    WITH_SUBDOMAINS
  }

  /// Reads the text above.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the text
  public static DomainPattern parse(String text) {
    return text.startsWith(EXACT)
        ? new DomainPattern(Host.Name.parse(text.substring(EXACT.length())), MatchType.EXACT)
        : new DomainPattern(Host.Name.parse(text), MatchType.WITH_SUBDOMAINS);
  }

  /// Whether `other` is one of these names.
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
    return matchType == MatchType.EXACT ? EXACT + name : name.toString();
  }
}
