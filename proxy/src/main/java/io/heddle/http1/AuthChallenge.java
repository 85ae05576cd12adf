package io.heddle.http1;

import java.util.ArrayList;
import java.util.List;

/// Challenge of a proxy in `Proxy-Authenticate` (RFC 9110 §11.6.1), reduced to what our schemes need.
///
///     Proxy-Authenticate: Negotiate oYG2MIGz…, NTLM, Basic realm="corp, inc", charset="UTF-8"
///
/// @param scheme its name, in the proxy's spelling
/// @param token the `token68` after the name; empty if there is none, or parameters instead
public record AuthChallenge(String scheme, String token) {

  /// The challenges of a response, in their order. A value that is not well-formed counts up to there.
  public static List<AuthChallenge> of(HttpFields fields) {
    List<AuthChallenge> challenges = new ArrayList<>(2);
    for (String value : fields.values("Proxy-Authenticate")) {
      new Parser(value).addTo(challenges);
    }
    return challenges;
  }

  /// Whether the challenge is for this scheme; names are compared case-insensitively.
  public boolean isFor(String name) {
    return scheme.equalsIgnoreCase(name);
  }

  /// Parser of one value, which reads each character once.
  ///
  ///     challenge  scheme [ SP ( token68 / parameter *( "," parameter ) ) ]
  private static final class Parser {
    private final String text;
    private int position;

    Parser(String text) {
      this.text = text;
    }

    void addTo(List<AuthChallenge> challenges) {
      skipSeparators();
      while (position < text.length()) {
        String word = word();
        if (word.isEmpty()) {
          return;
        }
        int afterWord = position;
        skipBlanks();
        if (isAt('=')) {
          skipParameterValue();
        } else if (isAt(',') || position == text.length()) {
          challenges.add(new AuthChallenge(word, ""));
        } else if (position > afterWord) {
          challenges.add(new AuthChallenge(word, token68()));
        } else {
          return;
        }
        skipSeparators();
      }
    }

    /// The token after a scheme; if parameters follow, nothing, and they are left.
    private String token68() {
      int start = position;
      while (position < text.length() && isToken68(text.charAt(position))) {
        position++;
      }
      while (isAt('=')) {
        position++;
      }
      int end = position;
      skipBlanks();
      if (isAt(',') || position == text.length()) {
        return text.substring(start, end);
      }
      position = start;
      return "";
    }

    private void skipParameterValue() {
      position++;
      skipBlanks();
      if (!isAt('"')) {
        while (position < text.length() && !isAt(',') && !isAt(' ')) {
          position++;
        }
        return;
      }
      position++;
      while (position < text.length() && !isAt('"')) {
        position += isAt('\\') ? 2 : 1;
      }
      position++;
    }

    private String word() {
      int start = position;
      while (position < text.length() && HttpSyntax.isTokenChar(text.charAt(position))) {
        position++;
      }
      return text.substring(start, position);
    }

    private void skipSeparators() {
      while (isAt(',') || isAt(' ') || isAt('\t')) {
        position++;
      }
    }

    private void skipBlanks() {
      while (isAt(' ') || isAt('\t')) {
        position++;
      }
    }

    private boolean isAt(char expected) {
      return position < text.length() && text.charAt(position) == expected;
    }

    private static boolean isToken68(char c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "-._~+/".indexOf(c) >= 0;
    }
  }
}
