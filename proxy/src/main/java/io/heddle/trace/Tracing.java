package io.heddle.trace;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.RefusedException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Execution of connection steps under a [StepListener], which is bound to the calling thread and
/// the threads forked from it.
public final class Tracing {
  private static final ScopedValue<StepListener> LISTENER = ScopedValue.newInstance();

  private Tracing() {}

  /// Operation of one step.
  @FunctionalInterface
  public interface StepAction<T, X extends Exception> {
    T run() throws RefusedException, X;
  }

  /// Runs an operation, and reports each of its steps to `listener`.
  public static <T, X extends Exception> T with(
      StepListener listener, ScopedValue.CallableOp<T, X> action) throws X {
    return ScopedValue.where(LISTENER, listener).call(action);
  }

  /// Runs an operation that may be refused, and reports each of its steps to the listener, if there
  /// is one.
  public static <T, X extends Exception> T with(
      Optional<? extends StepListener> listener, StepAction<T, X> action)
      throws RefusedException, X {
    return listener.isPresent() ? with(listener.get(), outcomeOf(action)).result() : action.run();
  }

  private static <T, X extends Exception> ScopedValue.CallableOp<StepOutcome<T>, X> outcomeOf(
      StepAction<T, X> action) {
    return () -> {
      try {
        return new StepOutcome<>(Optional.of(action.run()), Optional.empty());
      } catch (RefusedException e) {
        return new StepOutcome<>(Optional.empty(), Optional.of(e));
      }
    };
  }

  /// Result of an operation, or its refusal: a scoped value lets one type of exception through.
  private record StepOutcome<T>(Optional<T> success, Optional<RefusedException> refusal) {
    T result() throws RefusedException {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return success.orElseThrow();
    }
  }

  /// Runs one step, and reports it to the listener if there is one.
  ///
  /// @param attributes describes the result to a listener; called only if there is one
  public static <T, X extends Exception> T step(
      Step step, Function<T, Map<String, String>> attributes, StepAction<T, X> action)
      throws RefusedException, X {
    return LISTENER.isBound()
        ? traced(LISTENER.get().begin(step), attributes, action)
        : action.run();
  }

  private static <T, X extends Exception> T traced(
      StepListener.ActiveStep activeStep,
      Function<T, Map<String, String>> attributes,
      StepAction<T, X> action)
      throws RefusedException, X {
    try {
      T result = action.run();
      activeStep.succeed(attributes.apply(result));
      return result;
    } catch (Exception e) {
      activeStep.fail(e);
      throw e;
    }
  }

  /// Step of opening a connection to a target.
  public sealed interface Step {
    /// The word for such a step in timelines: `resolve`, `connect`, `tls`, `handshake`, `request`,
    /// `pac` or `fault`.
    String word();

    /// Name or address that the step is about; its text names it in messages.
    Object peer();

    /// Step with a hop, whose text names it in messages.
    sealed interface HopStep extends Step {
      Object hop();

      @Override
      default Object peer() {
        return hop();
      }
    }

    /// Lookup of the addresses of a name.
    record Resolve(Host.Name name) implements Step {
      @Override
      public String word() {
        return "resolve";
      }

      @Override
      public Object peer() {
        return name;
      }
    }

    /// TCP connect to one address.
    record Connect(InetSocketAddress target) implements Step {
      @Override
      public String word() {
        return "connect";
      }

      @Override
      public Object peer() {
        return target;
      }
    }

    /// TLS handshake with a proxy or target.
    ///
    /// @param hop peer of the handshake; its text names it in messages
    /// @param server host and port that the certificate must be for
    record TlsHandshake(Object hop, Endpoint server) implements HopStep {
      @Override
      public String word() {
        return "tls";
      }
    }

    /// Request to an upstream proxy for a tunnel.
    ///
    /// @param hop the proxy; its text names it in messages
    record RequestTunnel(Object hop) implements HopStep {
      @Override
      public String word() {
        return "handshake";
      }
    }

    /// Request to an upstream proxy that forwards it.
    ///
    /// @param hop the proxy; its text names it in messages
    record RequestForward(Object hop) implements HopStep {
      @Override
      public String word() {
        return "request";
      }
    }

    /// Question of an outbound to a script, which is read first if it must be: the URL that it sees.
    record AskScript(String outbound, String url) implements Step {
      @Override
      public String word() {
        return "pac";
      }

      @Override
      public Object peer() {
        return url;
      }
    }

    /// Credentials for an upstream proxy.
    ///
    /// @param hop the proxy; its text names it in messages
    /// @param scheme name of the authentication scheme
    record Authenticate(Object hop, String scheme) implements HopStep {
      @Override
      public String word() {
        return "handshake";
      }
    }

    /// Fault that a rule injects before the connection is opened.
    ///
    /// @param fault its text says what is done
    record InjectFault(String rule, Object fault) implements Step {
      @Override
      public String word() {
        return "fault";
      }

      @Override
      public Object peer() {
        return fault;
      }
    }
  }
}
