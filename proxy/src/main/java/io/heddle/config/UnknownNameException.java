package io.heddle.config;

import java.util.Collection;
import java.util.List;

/// Reference to a name that is not defined.
public final class UnknownNameException extends BadValueException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient List<String> known;

  UnknownNameException(String key, String what, String name, Collection<String> known) {
    this(key, "there is no " + what + " \"" + name + "\"", name, List.copyOf(known));
  }

  private UnknownNameException(String key, String message, String name, List<String> known) {
    super(key, message);
    this.name = name;
    this.known = known;
  }

  @Override
  UnknownNameException copy(String otherKey) {
    return new UnknownNameException(otherKey, getMessage(), name, known);
  }

  public String name() {
    return name;
  }

  /// Names that are defined.
  public List<String> known() {
    return known;
  }
}
