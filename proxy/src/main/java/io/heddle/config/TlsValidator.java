package io.heddle.config;

import java.nio.file.Path;
import java.util.Optional;

/// Validator of the files that the sections `tls` name.
public interface TlsValidator {
  /// Validator that takes all files for valid.
  TlsValidator NONE =
      new TlsValidator() {
        @Override
        public void check(ListenerTlsConfig tls) {
          // All is valid.
        }

        @Override
        public void check(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
          // All is valid.
        }
      };

  /// Checks the files of a listener.
  ///
  /// @throws BadValueException if one is not valid
  void check(ListenerTlsConfig tls);

  /// Checks the files for an upstream proxy, those that are there.
  ///
  /// @throws BadValueException if one is not valid
  void check(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key);
}
