package io.heddle.request;

import io.heddle.wire.MalformedException;
import java.util.Optional;

/// Refusal of a request: a reason, which determines the reply code, and a sentence for people.
///
/// @param reason category of the refusal
/// @param details failed hop and cause in one clause, without secrets, and for a policy what would allow
///     the request; sent to the client
/// @param policy name of the policy that denies the request; empty for other reasons
/// @param clause the details without advice, for the log
public record Refusal(Reason reason, String details, Optional<String> policy, String clause) {
  private static final int MAX_DETAILS = 600;

  /// The question with which a client of HTTP that has given no password is asked for one.
  public static final Refusal PASSWORD_REQUEST =
      new Refusal(Reason.CREDENTIALS_REQUIRED, "this proxy asks for a user name and password");

  /// Sanitizes the details: they may quote a peer, whose text must not forge a line of the log or
  /// fill it.
  public Refusal {
    boolean same = clause.equals(details);
    details = PrintableText.of(details, MAX_DETAILS);
    clause = same ? details : PrintableText.of(clause, MAX_DETAILS);
  }

  /// A refusal without a policy.
  public Refusal(Reason reason, String details) {
    this(reason, details, Optional.empty(), details);
  }

  /// The refusal of a request that a policy denies.
  ///
  /// @param clause for the log
  /// @param details the same with advice, for the client
  public static Refusal byPolicy(String policy, String clause, String details) {
    return new Refusal(Reason.DENIED_BY_POLICY, details, Optional.of(policy), clause);
  }

  /// The refusal of a request that breaks its protocol.
  public static Refusal of(MalformedException violation) {
    return new Refusal(Reason.MALFORMED, violation.getMessage());
  }

  /// The refusal of a request that failed by a fault of the proxy.
  ///
  /// @param where place where the log says more, such as `connection #17`
  public static Refusal ofFault(Throwable fault, String where) {
    return new Refusal(
        Reason.INTERNAL_ERROR,
        "the proxy itself has failed, see %s in its log: %s"
            .formatted(where, fault.getClass().getSimpleName()));
  }

  /// Category of a refusal. [RefusalCodes] has the reply codes in every protocol.
  public enum Reason {
    NOT_ALLOWED,
    /// A policy denies the target.
    DENIED_BY_POLICY,
    LOOP_DETECTED,
    NETWORK_UNREACHABLE,
    HOST_UNREACHABLE,
    NAME_NOT_RESOLVED,
    CONNECTION_REFUSED,
    CONNECTION_TIMED_OUT,
    NAME_RESOLUTION_TIMED_OUT,
    /// No name server could answer. Whether the name exists is not known.
    NAME_SERVER_FAILED,
    COMMAND_NOT_SUPPORTED,
    ADDRESS_TYPE_NOT_SUPPORTED,
    CREDENTIALS_REQUIRED,
    MALFORMED,
    TARGET_TOO_LONG,
    FIELDS_TOO_LARGE,
    TOO_SLOW,
    UPSTREAM_REFUSED,
    /// The next proxy does not allow the request: by its rules, not by ours.
    UPSTREAM_DENIED,
    UPSTREAM_UNREACHABLE,
    UPSTREAM_NOT_SECURE,
    /// The next hop closed the connection before it sent its response.
    CONNECTION_LOST,
    RESPONSE_MALFORMED,
    RESPONSE_TIMED_OUT,
    LIMIT_REACHED,
    INTERNAL_ERROR
  }

  // Explicit: the JDK makes a record's equals and hashCode at their first use.
  @Override
  public boolean equals(Object other) {
    return other instanceof Refusal that
        && reason == that.reason
        && details.equals(that.details)
        && policy.equals(that.policy);
  }

  @Override
  public int hashCode() {
    return 31 * reason.hashCode() + details.hashCode();
  }

  @Override
  public String toString() {
    return reason + ": " + details;
  }
}
