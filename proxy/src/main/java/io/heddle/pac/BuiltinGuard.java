package io.heddle.pac;

import java.util.List;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/// Guards of the built-in functions: some are removed, the others become [GuardedFunction]s. Their
/// loops are Java code, in which nobody looks at the budget.
final class BuiltinGuard {
  /// Functions that make code without a [SourceGuard], that lead to functions without a guard, or that
  /// make much of little.
  private static final List<String> REMOVED =
      List.of(
          "eval",
          "ArrayBuffer",
          "DataView",
          "Int8Array",
          "Uint8Array",
          "Uint8ClampedArray",
          "Int16Array",
          "Uint16Array",
          "Int32Array",
          "Uint32Array",
          "Float32Array",
          "Float64Array",
          "BigInt",
          "BigInt64Array",
          "BigUint64Array",
          "Reflect",
          "Proxy",
          "Promise",
          "Symbol",
          "Iterator",
          "With",
          "StopIteration",
          "uneval",
          "JSON.stringify",
          "String.raw",
          "Object.getOwnPropertySymbols",
          "String.prototype.normalize",
          "Array.prototype.flat",
          "Array.prototype.flatMap",
          "Array.prototype.toSource",
          "Object.prototype.toSource",
          "RegExp.prototype.compile");

  private static final List<String> OWNERS =
      List.of("Object", "Array", "String", "RegExp", "Number", "Date");

  private BuiltinGuard() {}

  /// Guards the built-in functions of a scope, and removes those that cannot be guarded.
  static void apply(Context context, ScriptableObject scope) {
    ScriptableObject functions = (ScriptableObject) at(scope, "Function.prototype");
    removeConstructors(context, scope);
    guardAll(functions, "Function");
    // Rhino itself finds the prototype of functions by this name.
    HostFunction.defineForbidden(scope, "Function", functions);
    REMOVED.forEach(path -> remove(scope, path));
    for (String name : OWNERS) {
      if (at(scope, name) instanceof ScriptableObject constructor) {
        guardAll(constructor, "");
        guardAll((ScriptableObject) at(constructor, "prototype"), name);
      }
    }
    guardRegExp(scope);
    guardAll(scope, "global");
  }

  private static Object at(Scriptable scope, String path) {
    Object found = scope;
    for (String name : path.split("\\.", -1)) {
      found = found instanceof Scriptable owner ? owner.get(name, owner) : Scriptable.NOT_FOUND;
    }
    return found;
  }

  private static void remove(Scriptable scope, String path) {
    int dot = path.lastIndexOf('.');
    Object owner = dot < 0 ? scope : at(scope, path.substring(0, dot));
    if (owner instanceof Scriptable object) {
      object.delete(path.substring(dot + 1));
    }
  }

  /// Removes the constructors of functions and of generators. No name leads to the latter.
  private static void removeConstructors(Context context, Scriptable scope) {
    for (String kind : List.of("(function(){})", "(function*(){})")) {
      Object function = context.evaluateString(scope, kind, "function", 1, null);
      Scriptable up = (Scriptable) function;
      while (up != null && !up.equals(ScriptableObject.getObjectPrototype(scope))) {
        up.delete("constructor");
        up = up.getPrototype();
      }
    }
  }

  /// @param kind constructor whose prototype the owner is
  private static void guardAll(ScriptableObject owner, String kind) {
    for (Object id : owner.getAllIds()) {
      if (id instanceof String name
          && !name.equals("constructor")
          && owner.get(name, owner) instanceof Function function
          && !(function.get("prototype", function) instanceof Scriptable)
          && !(function instanceof GuardedFunction)) {
        int attributes = owner.getAttributes(name);
        owner.defineProperty(
            name, new GuardedFunction(owner, kind + "." + name, function), attributes);
      }
    }
  }

  /// A long pattern makes many nodes.
  private static void guardRegExp(ScriptableObject scope) {
    Function inner = (Function) at(scope, "RegExp");
    Scriptable prototype = (Scriptable) at(inner, "prototype");
    GuardedFunction guarded = new GuardedFunction(scope, "new.RegExp", inner);
    guarded.setImmunePrototypeProperty(prototype);
    scope.defineProperty("RegExp", guarded, ScriptableObject.DONTENUM);
    prototype.put("constructor", prototype, guarded);
  }
}
