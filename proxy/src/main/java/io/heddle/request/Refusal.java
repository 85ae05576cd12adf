package io.heddle.request;

/// A "no" to a request: the reason, which decides the reply code, and one sentence for a person.
///
/// @param reason what kind of "no"
/// @param details which hop failed and why, in one clause, without secrets; it is told to the
/// client and logged
public record Refusal(Reason reason, String details) {
  private static final int MAX_DETAILS = 300;

  /// What a peer sent may be quoted in the details: it must not forge a log line or fill the log.
  public Refusal {
    details = PrintableText.of(details, MAX_DETAILS);
  }

  /// The kinds of "no". [RefusalCodes] has their codes in every protocol.
  public enum Reason {
    NOT_ALLOWED,
    LOOP_DETECTED,
    NETWORK_UNREACHABLE,
    HOST_UNREACHABLE,
    NAME_NOT_RESOLVED,
    CONNECTION_REFUSED,
    CONNECTION_TIMED_OUT,
    NAME_RESOLUTION_TIMED_OUT,
    COMMAND_NOT_SUPPORTED,
    ADDRESS_TYPE_NOT_SUPPORTED,
    CREDENTIALS_REQUIRED,
    MALFORMED,
    TARGET_TOO_LONG,
    FIELDS_TOO_LARGE,
    TOO_SLOW,
    UPSTREAM_REFUSED,
    UPSTREAM_UNREACHABLE,
    UPSTREAM_NOT_SECURE,
    /// The next hop was reached, and went away without the answer that it owed.
    CONNECTION_LOST,
    RESPONSE_MALFORMED,
    RESPONSE_TIMED_OUT,
    LIMIT_REACHED,
    INTERNAL_ERROR
  }

  @Override
  public String toString() {
    return reason + ": " + details;
  }
}
