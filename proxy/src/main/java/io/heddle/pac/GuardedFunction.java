package io.heddle.pac;

import java.io.Serial;
import java.util.Set;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/// Built-in function that checks the lengths of what it gets before it begins, and of what it makes.
final class GuardedFunction extends BaseFunction {
  @Serial private static final long serialVersionUID = 1L;

  /// The longest text that a regular expression is made of or applied to, in characters. It is longer
  /// than any URL that a client may send. Backtracking needs memory for each character.
  private static final int MAX_MATCHED = 1 << 16;

  private static final Set<String> MATCHING =
      Set.of(
          "String.match",
          "String.matchAll",
          "String.replace",
          "String.replaceAll",
          "String.search",
          "String.split",
          "RegExp.exec",
          "RegExp.test",
          "new.RegExp");

  private static final Set<String> JOINING =
      Set.of("Array.join", "Array.toString", "Array.toLocaleString");

  private final String name;
  private final transient Function inner;

  /// @param owner has it as a property
  /// @param name kind of the objects whose method it is, and its own name
  GuardedFunction(Scriptable owner, String name, Function inner) {
    super(inner.getParentScope() == null ? owner : inner.getParentScope(), inner.getPrototype());
    this.name = name;
    this.inner = inner;
  }

  @Override
  public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    ScriptBudget budget = ScriptBudget.of(context);
    budget.check();
    if (JOINING.contains(name)) {
      return joined(self, name.equals("Array.join") ? arguments : new Object[0], budget);
    }
    checkAll(self, arguments, budget);
    Scriptable ready = self;
    Object[] known = arguments;
    if (isMethodOfText(self)) {
      String text = Context.toString(self);
      known = TextCosts.checked(name, text, arguments, scope, budget);
      ready = Context.toObject(text, scope);
    }
    Object result = inner.call(context, scope, ready, known);
    if (result instanceof CharSequence text) {
      budget.checkLength(text.length());
    }
    return result;
  }

  private boolean isMethodOfText(Scriptable self) {
    return name.startsWith("String.")
        && self != null
        && !Undefined.isUndefined(self)
        && !name.equals("String.toString")
        && !name.equals("String.valueOf");
  }

  private void checkAll(Object self, Object[] arguments, ScriptBudget budget) {
    long elements = check(self, budget);
    for (Object argument : arguments) {
      elements += check(argument, budget);
    }
    budget.checkElements(elements);
  }

  /// Checks one value, and returns the number of its elements.
  private long check(Object value, ScriptBudget budget) {
    if (value instanceof CharSequence text) {
      budget.checkLength(text.length());
      if (MATCHING.contains(name) && text.length() > MAX_MATCHED) {
        throw new ScriptBudget.ExceededError(
            "it matches a text of more than " + MAX_MATCHED + " characters");
      }
      return 0;
    }
    return value instanceof Scriptable object
            && !(value instanceof Function)
            && !object.getClassName().equals("String")
        ? elements(object)
        : 0;
  }

  private static long elements(Scriptable object) {
    Object length =
        object instanceof NativeArray array ? array.getLength() : object.get("length", object);
    return length instanceof Number number ? (long) number.doubleValue() : 0;
  }

  /// The elements of an array as one text. Rhino would write all of them out before anybody looks.
  private static String joined(Scriptable self, Object[] arguments, ScriptBudget budget) {
    boolean hasSeparator = arguments.length > 0 && !Undefined.isUndefined(arguments[0]);
    String separator = hasSeparator ? Context.toString(arguments[0]) : ",";
    long length = elements(self);
    budget.checkElements(length);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : separator);
      Object element = self.get(i, self);
      boolean isEmpty =
          element == null || Scriptable.NOT_FOUND.equals(element) || Undefined.isUndefined(element);
      String one = isEmpty ? "" : Context.toString(element);
      budget.checkLength(text.length() + one.length());
      budget.check();
      text.append(one);
    }
    return text.toString();
  }

  @Override
  public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
    checkAll(null, arguments, ScriptBudget.of(context));
    return inner.construct(context, scope, arguments);
  }

  @Override
  public String getFunctionName() {
    return name.substring(name.indexOf('.') + 1);
  }

  @Override
  public int getArity() {
    return inner instanceof BaseFunction function ? function.getArity() : 0;
  }

  @Override
  public int getLength() {
    return getArity();
  }
}
