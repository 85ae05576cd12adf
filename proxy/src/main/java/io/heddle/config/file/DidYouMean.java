package io.heddle.config.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Suggestions for misspelled words.
public final class DidYouMean {
  /// Longer words get no suggestion: the comparison takes the product of two lengths.
  private static final int MAX_LENGTH = 64;

  private DidYouMean() {}

  /// The known word with the smallest edit distance to `word`, if at most every third letter is
  /// inserted, deleted, replaced or transposed with its neighbour.
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> candidate.length() <= MAX_LENGTH)
        .filter(candidate -> distance(word, candidate) <= tolerated(word, candidate))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /// Text `; did you mean "X"?`, or an empty text without a suggestion.
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean \"" + near + "\"?").orElse("");
  }

  /// Whether two words differ by one letter that is inserted, deleted, replaced or transposed with its
  /// neighbour.
  static boolean isOneSlip(String a, String b) {
    return Math.max(a.length(), b.length()) <= MAX_LENGTH && distance(a, b) == 1;
  }

  private static int tolerated(String a, String b) {
    return (Math.max(a.length(), b.length()) + 2) / 3;
  }

  /// Optimal string alignment distance.
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
