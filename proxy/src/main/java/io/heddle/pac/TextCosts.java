package io.heddle.pac;

import java.io.Serial;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;

/// Costs of the methods of texts whose result may be much longer than the text.
final class TextCosts {
  private TextCosts() {}

  /// Checks the costs of a call.
  ///
  /// @return the arguments, with those that decide about the costs made numbers and texts: an object
  ///     could become something else each time
  /// @throws ScriptBudget.ExceededError if the result could be too long
  static Object[] checked(
      String name, String self, Object[] arguments, Scriptable scope, ScriptBudget budget) {
    Object[] known = arguments.clone();
    switch (name) {
      case "String.repeat" -> check(budget, self.length() * number(known, 0));
      case "String.padStart", "String.padEnd" -> check(budget, number(known, 0));
      case "String.replace", "String.replaceAll" -> replace(self, known, scope, budget);
      case "String.concat" -> concat(self, known, budget);
      default -> {}
    }
    return known;
  }

  private static void check(ScriptBudget budget, double length) {
    budget.checkLength(length > Integer.MAX_VALUE ? -1 : (int) length);
  }

  private static double number(Object[] arguments, int index) {
    if (arguments.length <= index) {
      return 0;
    }
    double number = Context.toNumber(arguments[index]);
    arguments[index] = number;
    return number;
  }

  /// A replacement may contain the text around the match again, by `$` signs.
  private static void replace(
      String self, Object[] arguments, Scriptable scope, ScriptBudget budget) {
    if (arguments.length < 2) {
      return;
    }
    if (arguments[1] instanceof Function function) {
      arguments[1] = new CheckedReplacement(scope, function, budget);
      return;
    }
    String replacement = Context.toString(arguments[1]);
    arguments[1] = replacement;
    double places = self.length() + 1.0;
    double each = replacement.length() * (replacement.indexOf('$') >= 0 ? places : 1);
    check(budget, self.length() + places * each);
  }

  private static void concat(String self, Object[] arguments, ScriptBudget budget) {
    double length = self.length();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = Context.toString(arguments[i]);
      length += arguments[i].toString().length();
      check(budget, length);
    }
  }

  /// Function that makes replacements, with a bound on the sum of their lengths.
  private static final class CheckedReplacement extends BaseFunction {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Function inner;
    private final transient ScriptBudget budget;
    private int length;

    CheckedReplacement(Scriptable scope, Function inner, ScriptBudget budget) {
      super(scope, inner.getPrototype());
      this.inner = inner;
      this.budget = budget;
    }

    @Override
    public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
      String made = Context.toString(inner.call(context, scope, self, arguments));
      budget.checkLength(made.length());
      length += made.length();
      budget.checkLength(length);
      budget.check();
      return made;
    }
  }
}
