package io.heddle.pac;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/// Shell expression of `shExpMatch`: `*` matches any characters, `?` matches one, all else itself.
///
/// Browsers make a regular expression of it, in which the other characters keep their meaning there.
/// Scripts use that, as in `*.(gif|jpg)`, so such an expression becomes one here, too.
final class ShellExpression {
  private ShellExpression() {}

  static boolean matches(Context context, Scriptable scope, String text, String pattern) {
    return isPlain(pattern)
        ? matches(text, pattern)
        : matchesRegularExpression(context, scope, text, pattern);
  }

  private static boolean isPlain(String pattern) {
    return pattern.chars().noneMatch(c -> "()[]{}|+^$\\".indexOf(c) >= 0);
  }

  /// Matches from left to right. After a mismatch, the last `*` takes one character more, so the time
  /// is at most the product of both lengths.
  static boolean matches(String text, String pattern) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      char expected = in < pattern.length() ? pattern.charAt(in) : '\0';
      if (in < pattern.length() && expected == '*') {
        star = in++;
        resume = at;
      } else if (in < pattern.length() && (expected == '?' || expected == text.charAt(at))) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(in).chars().allMatch(c -> c == '*');
  }

  private static boolean matchesRegularExpression(
      Context context, Scriptable scope, String text, String pattern) {
    String expression =
        "^" + pattern.replace(".", "\\.").replace("*", ".*").replace("?", ".") + "$";
    Scriptable top = ScriptableObject.getTopLevelScope(scope);
    Scriptable regExp = context.newObject(top, "RegExp", new Object[] {expression});
    Function test = (Function) ScriptableObject.getProperty(regExp, "test");
    return Context.toBoolean(test.call(context, top, regExp, new Object[] {text}));
  }
}
