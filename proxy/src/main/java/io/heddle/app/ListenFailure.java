package io.heddle.app;

import io.heddle.server.ListenException;
import java.net.BindException;
import java.util.Locale;
import java.util.Optional;

/// Description of a listener that could not be opened, with the program that holds the port.
public final class ListenFailure {
  private ListenFailure() {}

  public static String describe(ListenException failure) {
    return failure.getMessage() + ": " + reason(failure);
  }

  private static String reason(ListenException failure) {
    Throwable cause = failure.getCause();
    String reason =
        Optional.ofNullable(cause.getMessage()).orElse(cause.toString()).toLowerCase(Locale.ROOT);
    return cause instanceof BindException && reason.contains("in use")
        ? "address already in use"
            + owner(failure).map(owner -> " by " + owner + advice(owner)).orElse("")
        : reason;
  }

  private static String advice(PortOwner owner) {
    return owner.isHeddle()
        ? "; use that proxy (heddle status), stop it (kill "
            + owner.pid()
            + "), or choose another port with --listen 127.0.0.1:PORT"
        : "";
  }

  private static Optional<PortOwner> owner(ListenException failure) {
    return PortOwner.find(failure.address());
  }
}
