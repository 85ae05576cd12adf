package io.heddle.net.tls;

import static io.heddle.net.tls.DerElement.INTEGER;
import static io.heddle.net.tls.DerElement.OBJECT_IDENTIFIER;
import static io.heddle.net.tls.DerElement.OCTET_STRING;

import io.heddle.jdk.BlockingCheck;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// Private keys in PKCS#8 (RFC 5958 §2), the one form that the JDK's key factories read, and older
/// forms put into it.
///
///     PrivateKeyInfo ::= SEQUENCE { 0, SEQUENCE { algorithm, parameters }, OCTET STRING { key } }
///     RSAPrivateKey  ::= PKCS#1 (RFC 8017 §A.1.2); parameters: NULL
///     ECPrivateKey   ::= SEC 1 (RFC 5915 §3); parameters: the curve, which is in the key
///       SEQUENCE { 1, OCTET STRING, [0] curve OPTIONAL, [1] public key OPTIONAL }
///
/// The JDK's `PEMDecoder`, which does the same but for SEC 1, was rejected: it is a preview API in
/// JDK 25.
final class Pkcs8 {
  private static final String UNREADABLE =
      "the private key cannot be read: it is damaged, or of an unknown kind";
  private static final int CURVE = 0xa0;
  private static final DerElement VERSION = new DerElement(INTEGER, new byte[1]);
  private static final DerElement NO_PARAMETERS = new DerElement(DerElement.NULL, new byte[0]);

  /// OBJECT IDENTIFIER 1.2.840.113549.1.1.1.
  private static final DerElement RSA_ENCRYPTION =
      oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01);

  /// OBJECT IDENTIFIER 1.2.840.10045.2.1.
  private static final DerElement ID_EC_PUBLIC_KEY = oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);

  private Pkcs8() {}

  private static DerElement oid(int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < content.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return new DerElement(OBJECT_IDENTIFIER, bytes);
  }

  /// An RSA key of PKCS#1 in PKCS#8.
  static byte[] ofPkcs1(byte[] key) {
    return wrap(DerElement.sequence(RSA_ENCRYPTION, NO_PARAMETERS), key);
  }

  /// An elliptic-curve key of SEC 1 in PKCS#8.
  ///
  /// @throws GeneralSecurityException if the curve is not named in it
  static byte[] ofSec1(byte[] key) throws GeneralSecurityException {
    return wrap(DerElement.sequence(ID_EC_PUBLIC_KEY, curve(key)), key);
  }

  private static byte[] wrap(DerElement algorithm, byte[] key) {
    return DerElement.sequence(VERSION, algorithm, new DerElement(OCTET_STRING, key)).encoded();
  }

  private static DerElement curve(byte[] key) throws InvalidKeyException {
    try {
      for (DerElement part : DerElement.first(key).children()) {
        if (part.tag() == CURVE) {
          return DerElement.first(part.content());
        }
      }
    } catch (InvalidKeyException e) {
      throw new InvalidKeyException("the EC key is cut off", e);
    }
    throw new InvalidKeyException("the EC key does not say its curve");
  }

  /// The key that `der` is, of any algorithm that the JDK has.
  static PrivateKey read(byte[] der) throws GeneralSecurityException {
    assert BlockingCheck.isAllowed();
    String algorithm;
    try {
      algorithm = algorithm(der);
    } catch (InvalidKeyException e) {
      throw new InvalidKeyException(UNREADABLE, e);
    }
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidKeyException(
          "the private key cannot be read: its algorithm is not known: " + algorithm, e);
    } catch (InvalidKeySpecException e) {
      throw new InvalidKeyException(UNREADABLE, e);
    }
  }

  /// The algorithm as the JDK's providers know it too: by the numbers of its object identifier.
  private static String algorithm(byte[] der) throws InvalidKeyException {
    List<DerElement> parts = DerElement.first(der).children();
    if (parts.size() < 3) {
      throw new InvalidKeyException("not in PKCS#8");
    }
    List<DerElement> algorithm = parts.get(1).children();
    if (algorithm.isEmpty() || algorithm.getFirst().tag() != OBJECT_IDENTIFIER) {
      throw new InvalidKeyException("it names no algorithm");
    }
    return dotted(algorithm.getFirst().content());
  }

  /// X.690 §8.19: seven bits a byte, the first two numbers as one.
  private static String dotted(byte[] oid) {
    StringBuilder numbers = new StringBuilder();
    long number = 0;
    for (byte part : oid) {
      number = number << 7 | (part & 0x7f);
      if (part >= 0) {
        if (numbers.isEmpty()) {
          long first = Math.min(number / 40, 2);
          numbers.append(first);
          number -= first * 40;
        }
        numbers.append('.').append(number);
        number = 0;
      }
    }
    return numbers.toString();
  }
}
