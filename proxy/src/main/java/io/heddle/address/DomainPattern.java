package io.heddle.address;

/// Names that belong together.
///
/// Text: `example.com` for that name and all below it, `=example.com` for that name alone.
public record DomainPattern(Host.Name name, Extent extent) {
  private static final String EXACT = "=";

  /// How far down it goes.
  public enum Extent {
    /// The name alone.
    NAME,
    /// The name and all that end in a dot and it.
    DOMAIN
  }

  /// Reads the text above.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the text
  public static DomainPattern parse(String text) {
    return text.startsWith(EXACT)
        ? new DomainPattern(Host.Name.parse(text.substring(EXACT.length())), Extent.NAME)
        : new DomainPattern(Host.Name.parse(text), Extent.DOMAIN);
  }

  /// Whether `other` is one of these names.
  public boolean matches(Host.Name other) {
    return switch (extent) {
      case NAME -> other.equals(name);
      case DOMAIN -> other.equals(name) || other.text().endsWith("." + name.text());
    };
  }

  // Written out: the generated ones make the JVM spin classes during the start, which takes time.
  @Override
  public boolean equals(Object object) {
    return object instanceof DomainPattern other
        && extent == other.extent
        && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + extent.hashCode();
  }

  @Override
  public String toString() {
    return extent == Extent.NAME ? EXACT + name : name.toString();
  }
}
