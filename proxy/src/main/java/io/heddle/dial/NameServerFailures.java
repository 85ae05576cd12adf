package io.heddle.dial;

import io.heddle.net.Sockets;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;

/// Failures of a query to a name server, in one sentence each that names the server.
///
/// @param name the name that it is asked about
record NameServerFailures(InetSocketAddress server, String name) {
  private static final int SERVFAIL = 2;
  private static final int NXDOMAIN = 3;
  private static final int REFUSED = 5;

  /// The failure that the server reports in its answer.
  RefusedException reported(int responseCode) {
    return switch (responseCode) {
      case SERVFAIL -> failed("failed to answer about the name " + name + " (SERVFAIL)");
      case REFUSED -> failed("refuses to answer about the name " + name + " (REFUSED)");
      case NXDOMAIN ->
          refusal(Reason.NAME_NOT_RESOLVED, "says that there is no name " + name + " (NXDOMAIN)");
      default -> failed("answers about the name " + name + " with error " + responseCode);
    };
  }

  RefusedException noAddress() {
    return refusal(Reason.NAME_NOT_RESOLVED, "knows no address of the name " + name);
  }

  RefusedException silent() {
    return refusal(
        Reason.NAME_RESOLUTION_TIMED_OUT, "gave no answer in time about the name " + name);
  }

  RefusedException silentToOthers(int others) {
    return refusal(
        Reason.NAME_RESOLUTION_TIMED_OUT,
        "does not answer about "
            + others
            + " other names, so it is not asked about the name "
            + name);
  }

  RefusedException malformed(String what) {
    return failed("sent " + what + " when asked about the name " + name);
  }

  RefusedException unreachable(IOException why) {
    String reason =
        why instanceof PortUnreachableException ? "no program receives there" : why.getMessage();
    return failed("cannot be asked about the name " + name + ": " + reason);
  }

  RefusedException tooLong() {
    return new RefusedException(
        Reason.NAME_NOT_RESOLVED, "the name " + name + " is longer than DNS allows");
  }

  private RefusedException failed(String what) {
    return refusal(Reason.NAME_SERVER_FAILED, what);
  }

  private RefusedException refusal(Reason reason, String what) {
    return new RefusedException(
        new Refusal(reason, "the name server " + Sockets.of(server) + " " + what));
  }
}
