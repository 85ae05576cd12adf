package io.heddle.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class TlsFailuresTest {
  @Test
  void theInnermostCauseIsDescribed() {
    assertEquals("its certificate has expired", clause(new CertificateExpiredException()));
    assertEquals("its certificate is not valid yet", clause(new CertificateNotYetValidException()));
    assertEquals(
        "its certificate is not signed by an authority that is trusted here",
        clause(new CertPathValidatorException("signature check failed")));
  }

  @Test
  void anUnfinishedHandshakeIsDescribed() {
    assertEquals("no TLS handshake in time", TlsFailures.describe(new SocketTimeoutException()));
    assertEquals(
        "it closed the connection during the TLS handshake",
        TlsFailures.describe(new EOFException()));
    assertEquals("TLS failed: odd", TlsFailures.describe(new IOException("odd")));
  }

  /// Wrapped as the JDK does.
  private static String clause(Exception innermost) {
    Exception path =
        innermost instanceof CertPathValidatorException
            ? innermost
            : new CertPathValidatorException("validity check failed", innermost);
    SSLHandshakeException failure = new SSLHandshakeException("PKIX path validation failed");
    failure.initCause(new CertificateException("PKIX path validation failed", path));
    return TlsFailures.describe(failure);
  }
}
