package io.heddle.net.tls;

import io.heddle.jdk.BlockingCheck;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and keys as text (RFC 7468).
///
///     -----BEGIN PRIVATE KEY-----          PKCS#8, any algorithm
///     -----BEGIN RSA PRIVATE KEY-----      PKCS#1
///     -----BEGIN EC PRIVATE KEY-----       SEC 1, perhaps behind EC PARAMETERS
///     -----BEGIN CERTIFICATE-----          X.509, as many as there are
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

  private Pem() {}

  private record Block(String type, String body) {
    byte[] bytes() throws GeneralSecurityException {
      try {
        return Base64.getMimeDecoder().decode(body);
      } catch (IllegalArgumentException e) {
        throw new GeneralSecurityException("not well-formed PEM", e);
      }
    }
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  /// All certificates in `text`, in their order.
  ///
  /// @throws GeneralSecurityException if there is none, or one cannot be read
  static List<Certificate> certificates(String text) throws GeneralSecurityException {
    List<Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(text)) {
      if (block.type().equals("CERTIFICATE") || block.type().equals("X509 CERTIFICATE")) {
        certificates.add(certificate(block, certificates.size() + 1));
      }
    }
    if (certificates.isEmpty()) {
      throw new CertificateException(missing("certificate", text));
    }
    return certificates;
  }

  private static Certificate certificate(Block block, int number) throws GeneralSecurityException {
    assert BlockingCheck.isAllowed();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try {
      return factory.generateCertificate(new ByteArrayInputStream(block.bytes()));
    } catch (GeneralSecurityException e) {
      throw new CertificateException("certificate " + number + " in it is damaged", e);
    }
  }

  private static String missing(String what, String text) {
    int begin = text.lastIndexOf("-----BEGIN ");
    return begin >= 0 && text.indexOf("-----END ", begin) < 0
        ? "it is cut off: what begins with -----BEGIN has no end"
        : "there is no " + what + " in PEM in it";
  }

  /// The private key in `text`.
  ///
  /// @throws GeneralSecurityException if there is none, or it cannot be read
  static PrivateKey privateKey(String text) throws GeneralSecurityException {
    for (Block block : blocks(text)) {
      switch (block.type()) {
        case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
          return read(block);
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new GeneralSecurityException(
                "the key is encrypted; openssl pkey -in FILE gives it without a password");
        default -> {}
      }
    }
    throw new GeneralSecurityException(missing("private key", text));
  }

  private static PrivateKey read(Block block) throws GeneralSecurityException {
    byte[] der = block.bytes();
    return Pkcs8.read(
        switch (block.type()) {
          case "RSA PRIVATE KEY" -> Pkcs8.ofPkcs1(der);
          case "EC PRIVATE KEY" -> Pkcs8.ofSec1(der);
          default -> der;
        });
  }
}
