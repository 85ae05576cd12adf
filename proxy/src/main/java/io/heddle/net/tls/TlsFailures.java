package io.heddle.net.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;

/// Descriptions of failed TLS handshakes, each one clause about the server, for people.
public final class TlsFailures {
  private TlsFailures() {}

  /// The description of the most telling cause.
  public static String describe(IOException failure) {
    if (find(failure, CertificateExpiredException.class).isPresent()) {
      return "its certificate has expired";
    }
    if (find(failure, CertificateNotYetValidException.class).isPresent()) {
      return "its certificate is not valid yet";
    }
    if (find(failure, CertPathBuilderException.class).isPresent()
        || find(failure, CertPathValidatorException.class).isPresent()) {
      return "its certificate is not signed by an authority that is trusted here";
    }
    return find(failure, CertificateException.class)
        .map(e -> "its certificate does not fit: " + e.getMessage())
        .orElseGet(() -> withoutCertificate(failure));
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  private static String withoutCertificate(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof SocketTimeoutException) {
      return "no TLS handshake in time";
    }
    if (failure instanceof EOFException) {
      return "it closed the connection during the TLS handshake";
    }
    return message.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")
        ? "it does not speak TLS"
        : "TLS failed: " + message;
  }
}
