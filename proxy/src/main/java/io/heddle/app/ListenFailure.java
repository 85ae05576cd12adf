package io.heddle.app;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Description of a listener that could not be opened, with the program that holds the port.
public final class ListenFailure {
  private static final long OWN_PID = ProcessHandle.current().pid();

  private ListenFailure() {}

  /// Describes a failure of a listener that no option of the command line can move.
  public static String describe(ListenException failure) {
    return describe(failure, "");
  }

  /// Describes a failure of a listener at the start.
  ///
  /// @param option that gives the listener another address, such as `--listen`
  public static String describeAtStart(ListenException failure, String option) {
    return describe(failure, " with " + option);
  }

  private static String describe(ListenException failure, String how) {
    return failure.getMessage() + ": " + reason(failure, how);
  }

  private static String reason(ListenException failure, String how) {
    Throwable cause = failure.getCause();
    String reason =
        Optional.ofNullable(cause.getMessage()).orElse(cause.toString()).toLowerCase(Locale.ROOT);
    return cause instanceof BindException && reason.contains("in use")
        ? "address already in use"
            + PortOwner.find(failure.address())
                .map(owner -> by(owner, failure.address(), how))
                .orElse("")
        : reason;
  }

  private static String by(PortOwner owner, Address address, String how) {
    return owner.pid() == OWN_PID
        ? " by another listener of this proxy: two addresses of which one includes the other cannot"
            + " be open together, and a move from one to the other needs a restart"
        : " by " + owner + advice(owner, address, how);
  }

  /// What can be done about a port that another Heddle holds.
  ///
  /// @param how to choose another address, such as ` with --listen`
  static String advice(PortOwner owner, Address address, String how) {
    if (!owner.isHeddle()) {
      return "";
    }
    String choice =
        address instanceof Endpoint
            ? "choose another port" + (how.isEmpty() ? "" : how + " 127.0.0.1:PORT")
            : "choose another path" + (how.isEmpty() ? "" : how + " unix:PATH");
    return isOfThisUser(owner)
        ? "; use that proxy (heddle status --pid "
            + owner.pid()
            + "), stop it (kill "
            + owner.pid()
            + "), or "
            + choice
        : " of another user; " + choice;
  }

  private static boolean isOfThisUser(PortOwner owner) {
    assert BlockingCheck.isAllowed();
    try {
      Path processes = Platform.proc();
      return Files.getOwner(processes.resolve("" + owner.pid()))
          .equals(Files.getOwner(processes.resolve("self")));
    } catch (IOException e) {
      // It has just ended.
      return false;
    }
  }
}
