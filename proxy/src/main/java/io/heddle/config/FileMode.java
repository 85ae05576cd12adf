package io.heddle.config;

/// Who may use a file, as `chmod` takes it. Printed in octal, such as `0600`.
///
/// @param bits nine of them: read, write and execute for the owner, the group and others
public record FileMode(int bits) {
  /// For the owner alone.
  public static final FileMode OWNER_ONLY = new FileMode(0600);

  private static final int ALL_BITS = 0777;

  public FileMode {
    if ((bits & ~ALL_BITS) != 0) {
      throw new IllegalArgumentException("a mode is from 0000 to 0777");
    }
  }

  /// Reads three octal digits, perhaps with a 0 before them.
  ///
  /// @throws IllegalArgumentException for anything else
  public static FileMode parse(String text) {
    if (!text.matches("0?[0-7]{3}")) {
      throw new IllegalArgumentException("\"" + text + "\" is not a mode such as 0600 or 0660");
    }
    return new FileMode(Integer.parseInt(text, 8));
  }

  @Override
  public String toString() {
    return "0%03o".formatted(bits);
  }
}
