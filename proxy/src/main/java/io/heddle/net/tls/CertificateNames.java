package io.heddle.net.tls;

import io.heddle.address.Host;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Subject alternative names of a server's certificate, which say for which hosts it is (RFC 9525 §6).
///
/// @param names of type dNSName; a first label `*` stands for any one label
/// @param addresses of type iPAddress
record CertificateNames(List<String> names, List<String> addresses) {
  private static final Integer DNS_NAME = 2;
  private static final Integer IP_ADDRESS = 7;
  private static final int MAX_SHOWN = 4;

  static CertificateNames of(X509Certificate certificate) throws CertificateParsingException {
    List<String> names = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    Optional<Collection<List<?>>> all =
        Optional.ofNullable(certificate.getSubjectAlternativeNames());
    for (List<?> name : all.orElse(List.of())) {
      if (name.get(0).equals(DNS_NAME)) {
        names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
      } else if (name.get(0).equals(IP_ADDRESS)) {
        addresses.add(String.valueOf(name.get(1)));
      }
    }
    return new CertificateNames(List.copyOf(names), List.copyOf(addresses));
  }

  /// Checks that the certificate is for a host.
  ///
  /// @param host name or IP address
  /// @throws CertificateException if it is not; the message says why, in one clause
  void requireHost(String host) throws CertificateException {
    boolean found =
        Host.parseAnyName(host) instanceof Host.Ip ip
            ? addresses.stream().anyMatch(address -> isText(address, ip))
            : names.stream().anyMatch(pattern -> covers(pattern, host));
    if (!found) {
      throw new CertificateException(
          names.isEmpty() && addresses.isEmpty()
              ? "it has no subject alternative name, which a common name does not replace"
              : "it is for " + shown() + ", not for " + host);
    }
  }

  private static boolean isText(String address, Host.Ip ip) {
    try {
      return Host.parse(address).equals(ip);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Whether a pattern covers a name (RFC 9525 §6.3).
  private static boolean covers(String pattern, String name) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int firstLabel = name.indexOf('.');
    return firstLabel > 0 && pattern.substring(1).equals(name.substring(firstLabel));
  }

  private String shown() {
    List<String> all = new ArrayList<>(names);
    all.addAll(addresses);
    return all.size() <= MAX_SHOWN
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, MAX_SHOWN)) + " and others";
  }
}
