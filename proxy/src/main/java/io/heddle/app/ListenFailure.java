package io.heddle.app;

import io.heddle.server.ListenException;
import java.net.BindException;
import java.nio.file.Path;
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
        ? "address already in use" + owner(failure).map(owner -> " by " + owner).orElse("")
        : reason;
  }

  private static Optional<PortOwner> owner(ListenException failure) {
    return PortOwner.find(failure.address(), Path.of("/proc"));
  }
}
