package io.heddle.request;

/// We say no. Carries no stack trace: it is an answer, not an accident.
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

  /// What to tell the client.
  public Refusal refusal() {
    return refusal;
  }
}
