package io.heddle.config;

/// Permission bits of a file, as for `chmod`. Written as: octal, such as `0600`.
///
/// @param bits nine bits: read, write and execute for the owner, the group and others
public record FileMode(int bits) {
  /// Read and write for the owner alone.
  public static final FileMode OWNER_ONLY = new FileMode(0600);

  private static final int ALL_BITS = 0777;

  public FileMode {
    if ((bits & ~ALL_BITS) != 0) {
      throw new IllegalArgumentException("a mode is from 0000 to 0777");
    }
  }

  /// Parses three octal digits, optionally with a leading 0.
  ///
  /// @throws IllegalArgumentException for any other text
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
