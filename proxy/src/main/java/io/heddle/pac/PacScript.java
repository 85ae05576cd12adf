package io.heddle.pac;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/// Script with its functions, compiled and guarded. For any thread that may block and has a large
/// stack: nested expressions of the script become nested calls.
///
/// The next evaluation may see variables of the script, as in a browser. Evaluations at the same time
/// have separate variables, and all begin anew after some megabytes, which variables might hold.
public final class PacScript {
  /// Bytes of the longest script; less if the heap is small, since compiling needs a hundred times as
  /// much.
  public static final int MAX_BYTES =
      (int) Math.min(1 << 20, Runtime.getRuntime().maxMemory() / 200);

  /// Limit of the time of an evaluation, without its lookups.
  public static final Duration SCRIPT_LIMIT = Duration.ofSeconds(1);

  /// Limit of the time of all lookups of an evaluation.
  public static final Duration LOOKUP_LIMIT = Duration.ofSeconds(5);

  /// Limit of the time that loading takes: compiling, and running what is outside functions.
  private static final Duration LOAD_LIMIT = Duration.ofSeconds(5);

  /// Bytes that loading may allocate, without compiling. The first scope of the program takes a third.
  private static final long LOAD_BYTES = 32L << 20;

  /// Bytes that an evaluation may allocate: all that run at one time take half of the heap.
  private static final long SCRIPT_BYTES =
      Math.clamp(Runtime.getRuntime().maxMemory() / 16, 4L << 20, 16L << 20);

  private static final int MAX_DEPTH = 1000;
  private static final int INSTRUCTIONS_BETWEEN_CHECKS = 2000;
  private static final int MAX_KEPT_SCOPES = 4;

  private final Script script;
  private final SourceGuard guard;
  private final PacNetwork network;
  private final Deque<KeptScope> scopes = new ConcurrentLinkedDeque<>();

  private PacScript(Script script, SourceGuard guard, PacNetwork network) {
    this.script = script;
    this.guard = guard;
    this.network = network;
  }

  /// Contexts of Rhino in which scripts run: interpreted, observed, without classes of Java.
  private static final class SandboxFactory extends ContextFactory {
    static final SandboxFactory INSTANCE = new SandboxFactory();

    @Override
    protected Context makeContext() {
      Context context = super.makeContext();
      context.setInterpretedMode(true);
      context.setLanguageVersion(Context.VERSION_ES6);
      context.setInstructionObserverThreshold(INSTRUCTIONS_BETWEEN_CHECKS);
      context.setMaximumInterpreterStackDepth(MAX_DEPTH);
      context.setClassShutter(_ -> false);
      return context;
    }

    @Override
    protected boolean hasFeature(Context context, int feature) {
      return feature != Context.FEATURE_E4X && super.hasFeature(context, feature);
    }

    @Override
    protected void observeInstructionCount(Context context, int count) {
      ScriptBudget.of(context).check();
    }
  }

  /// Scope with the variables of the script, between two evaluations.
  ///
  /// @param allocated bytes by all evaluations in it, of which the script may keep any
  private record KeptScope(ScriptableObject scope, long allocated) {}

  @FunctionalInterface
  private interface ScriptAction<T> {
    T run(Context context) throws PacException;
  }

  /// Compiles a script, and runs what is outside its functions.
  ///
  /// @throws PacException if it is no script, or has no `FindProxyForURL`
  public static PacScript compile(String source, PacNetwork network) throws PacException {
    return inContext(context -> {
      CompilerEnvirons environment = new CompilerEnvirons();
      environment.initFromContext(context);
      long secret = new SecureRandom().nextLong();
      SourceGuard guard =
          new SourceGuard("text" + Long.toHexString(secret), "list" + Long.toHexString(secret));
      String guarded = guard.guard(source, environment);
      PacScript compiled =
          new PacScript(context.compileString(guarded, "script", 1, null), guard, network);
      compiled.scopes.push(new KeptScope(compiled.newScope(context), 0));
      return compiled;
    });
  }

  /// Asks the script for the ways to a target. Blocks the thread for [#SCRIPT_LIMIT] and
  /// [#LOOKUP_LIMIT] at most.
  ///
  /// @throws PacException if it throws, or costs more than its limits
  public PacAnswer evaluate(PacArguments arguments) throws PacException {
    return inContext(context -> evaluate(arguments, context));
  }

  private PacAnswer evaluate(PacArguments arguments, Context context) throws PacException {
    Optional<KeptScope> kept = Optional.ofNullable(scopes.poll());
    ScriptableObject scope = kept.isPresent() ? kept.get().scope() : newScope(context);
    ScriptBudget budget = new ScriptBudget(SCRIPT_LIMIT, LOOKUP_LIMIT, SCRIPT_BYTES);
    budget.use(context);
    Object[] both = {arguments.url(), arguments.host()};
    Object result = entry(scope).call(context, scope, scope, both);
    String answer = result == null || Undefined.isUndefined(result) ? "" : Context.toString(result);
    long allocated = kept.map(KeptScope::allocated).orElse(0L) + budget.allocated();
    if (scopes.size() < MAX_KEPT_SCOPES && allocated < SCRIPT_BYTES) {
      scopes.push(new KeptScope(scope, allocated));
    }
    return PacAnswer.parse(answer);
  }

  private ScriptableObject newScope(Context context) throws PacException {
    new ScriptBudget(LOAD_LIMIT, LOOKUP_LIMIT, LOAD_BYTES).use(context);
    ScriptableObject scope = context.initSafeStandardObjects();
    BuiltinGuard.apply(context, scope);
    PacFunctions.define(scope, network);
    HostFunction.define(scope, guard.check(), (at, _, a) -> checked(at, a[0]));
    HostFunction.define(scope, guard.spread(), (at, _, a) -> spread(at, a[0]));
    script.exec(context, scope, scope);
    entry(scope);
    return scope;
  }

  private static Function entry(ScriptableObject scope) throws PacException {
    for (String name : new String[] {"FindProxyForURL", "FindProxyForURLEx"}) {
      if (scope.get(name, scope) instanceof Function function) {
        return function;
      }
    }
    throw new PacException("it has no function FindProxyForURL");
  }

  private static Object checked(Context context, Object value) {
    if (value instanceof CharSequence text) {
      ScriptBudget.of(context).checkLength(text.length());
    }
    return value;
  }

  private static Object spread(Context context, Object value) {
    if (value instanceof CharSequence text) {
      ScriptBudget.of(context).recordSpread(text.length());
    } else if (value instanceof NativeArray array) {
      ScriptBudget.of(context).recordSpread(array.getLength());
    } else if (value instanceof Scriptable object
        && object.get("length", object) instanceof Number length) {
      ScriptBudget.of(context).recordSpread((long) length.doubleValue());
    }
    return value;
  }

  /// Runs an action. All that Rhino throws becomes a [PacException].
  private static <T> T inContext(ScriptAction<T> action) throws PacException {
    try (Context context = SandboxFactory.INSTANCE.enterContext()) {
      return action.run(context);
    } catch (ScriptBudget.ExceededError e) {
      throw new PacException(e.getMessage());
    } catch (StackOverflowError e) {
      throw new PacException("it calls functions too deeply");
    } catch (RhinoException e) {
      throw new PacException(e.details() + at(e));
    } catch (RuntimeException e) {
      throw new PacException("the engine fails: " + e);
    }
  }

  private static String at(RhinoException e) {
    return e.lineNumber() > 0 ? " (line " + e.lineNumber() + ")" : "";
  }
}
