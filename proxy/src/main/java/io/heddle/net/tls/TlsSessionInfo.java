package io.heddle.net.tls;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/// Description of an established TLS session, for rules and people.
record TlsSessionInfo(SSLSession session, String applicationProtocol) {
  /// Attributes of subjects for which RFC 2253 has no word (RFC 4519 §2, RFC 2985 §5.2.1).
  private static final Map<String, String> ATTRIBUTES =
      Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS", "2.5.4.5", "SERIALNUMBER");

  /// The subject of the peer's certificate, as RFC 2253 writes it; empty if the peer has shown none.
  Optional<String> peerSubject() {
    try {
      return session.getPeerPrincipal() instanceof X500Principal subject
          ? Optional.of(subject.getName(X500Principal.RFC2253, ATTRIBUTES))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /// Protocol, cipher, ALPN and the peer's certificate, by name.
  Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("protocol", session.getProtocol());
    details.put("cipher", session.getCipherSuite());
    details.put("alpn", applicationProtocol.isEmpty() ? "none" : applicationProtocol);
    try {
      if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
        details.put("certificate", certificate.getSubjectX500Principal().getName());
        details.put("issuer", certificate.getIssuerX500Principal().getName());
        details.put("expires", certificate.getNotAfter().toInstant().toString());
      }
    } catch (SSLPeerUnverifiedException e) {
      // The peer has shown no certificate.
    }
    return details;
  }
}
