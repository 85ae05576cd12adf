package io.heddle.request;

/// Refusal of a request, thrown to the place that replies to the client. It has no stack trace,
/// because it is a regular result.
public class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.toString(), null, false, false);
    this.refusal = refusal;
  }

  public RefusedException(Refusal.Reason reason, String details) {
    this(new Refusal(reason, details));
  }

  /// Refusal to send to the client.
  public Refusal refusal() {
    return refusal;
  }
}
