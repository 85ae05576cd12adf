package io.heddle.auth;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.util.function.LongSupplier;

/// User name and password for one proxy, with what the proxy thinks of the password. The schemes of an
/// outbound share it. For any thread.
public final class ProxyLogin {
  private final String user;
  private final PasswordSource source;
  private final SecretTrial trial;

  /// @param proxy the proxy in log lines, such as `upstream corp (proxy.example:8080)`
  /// @param user name, for NTLM with a domain as in `CORP\me`
  public ProxyLogin(String proxy, String user, PasswordSource source) {
    this(proxy, user, source, System::nanoTime);
  }

  /// @param clock as [System#nanoTime]
  ProxyLogin(String proxy, String user, PasswordSource source, LongSupplier clock) {
    this.user = user;
    this.source = source;
    this.trial = new SecretTrial(proxy, clock);
  }

  String user() {
    return user;
  }

  /// The password, if it may be tried. Waits while another request tries it for the first time.
  ///
  /// @throws AuthFailedException if there is none, or it is held back
  /// @throws IOException if the thread was interrupted
  String password(Deadline deadline) throws AuthFailedException, IOException {
    String password = source.password(deadline);
    trial.begin(password, deadline);
    return password;
  }

  /// Checks that the password may be tried later, without a trial.
  ///
  /// @throws AuthFailedException if there is none, or it is held back
  /// @throws IOException if the thread was interrupted
  void check(Deadline deadline) throws AuthFailedException, IOException {
    trial.check(source.password(deadline));
  }

  /// Whether a rejected password is held back.
  boolean isHeldBack() {
    return trial.isHolding();
  }

  void accept(String password) {
    source.accept(password);
    trial.accept(password);
  }

  /// Notes that the proxy has rejected a password.
  ///
  /// @return the sentence about it
  AuthFailedException reject(String password) {
    source.reject(password);
    return trial.reject(password);
  }
}
