package io.heddle.pac;

import java.io.Serial;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/// Function of ours that scripts can call.
final class HostFunction extends BaseFunction {
  @Serial private static final long serialVersionUID = 1L;

  private final String name;
  private final transient Body body;

  /// Body of a function.
  @FunctionalInterface
  interface Body {
    Object call(Context context, Scriptable scope, Object[] arguments);
  }

  private HostFunction(ScriptableObject scope, String name, Body body) {
    super(scope, ScriptableObject.getFunctionPrototype(scope));
    this.name = name;
    this.body = body;
  }

  /// Adds a function to a scope. Scripts may replace it, as they may replace those of browsers.
  static void define(ScriptableObject scope, String name, Body body) {
    scope.defineProperty(name, new HostFunction(scope, name, body), ScriptableObject.DONTENUM);
  }

  /// Replaces a constructor by a function that only throws.
  static void defineForbidden(ScriptableObject scope, String name, Scriptable prototype) {
    HostFunction function =
        new HostFunction(
            scope,
            name,
            (_, _, _) -> {
              throw ScriptRuntime.typeError(name + " is not for scripts");
            });
    function.setImmunePrototypeProperty(prototype);
    scope.defineProperty(name, function, ScriptableObject.DONTENUM);
  }

  @Override
  public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
    throw ScriptRuntime.typeError(name + " is no constructor");
  }

  @Override
  public Object call(Context context, Scriptable scope, Scriptable self, Object[] arguments) {
    ScriptBudget.of(context).check();
    return body.call(context, scope, arguments);
  }

  @Override
  public String getFunctionName() {
    return name;
  }
}
