package io.heddle.auth;

import io.heddle.time.Deadline;
import java.io.IOException;

/// Source of the password of one outbound. For any thread.
public interface PasswordSource {
  /// The password.
  ///
  /// @throws AuthFailedException if there is none
  /// @throws IOException if the thread was interrupted
  String password(Deadline deadline) throws AuthFailedException, IOException;

  /// Notes that the proxy has accepted this password.
  void accept(String password);

  /// Notes that the proxy has rejected this password, so that another one may have to be found.
  void reject(String password);

  /// Source that always has the same password.
  record FixedPassword(String text) implements PasswordSource {
    @Override
    public String password(Deadline deadline) {
      return text;
    }

    @Override
    public void accept(String password) {
      // There is no other.
    }

    @Override
    public void reject(String password) {
      // There is no other.
    }

    @Override
    public String toString() {
      return "FixedPassword";
    }
  }
}
