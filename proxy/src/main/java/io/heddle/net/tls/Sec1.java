package io.heddle.net.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;

/// Puts an elliptic-curve key of SEC 1 (RFC 5915 §3) into PKCS#8 (RFC 5958 §2), which the JDK
/// reads.
///
///     ECPrivateKey ::= SEQUENCE { 1, OCTET STRING, [0] curve OPTIONAL, [1] public key OPTIONAL }
///     PrivateKeyInfo ::= SEQUENCE { 0, SEQUENCE { id-ecPublicKey, curve }, OCTET STRING { key } }
final class Sec1 {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int CURVE = 0xa0;

  /// INTEGER 0.
  private static final byte[] VERSION = {INTEGER, 1, 0};

  /// OBJECT IDENTIFIER 1.2.840.10045.2.1.
  private static final byte[] ID_EC_PUBLIC_KEY = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private Sec1() {}

  /// The same key in PKCS#8.
  ///
  /// @throws GeneralSecurityException if the curve is not named in it
  static byte[] toPkcs8(byte[] key) throws GeneralSecurityException {
    byte[] algorithm = element(SEQUENCE, ID_EC_PUBLIC_KEY, curve(key));
    return element(SEQUENCE, VERSION, algorithm, element(OCTET_STRING, key));
  }

  private static byte[] curve(byte[] key) throws InvalidKeyException {
    try {
      int[] all = content(key, 0);
      for (int position = all[0]; position < all[1]; position = content(key, position)[1]) {
        if ((key[position] & 0xff) == CURVE) {
          int[] curve = content(key, position);
          return Arrays.copyOfRange(key, curve[0], curve[1]);
        }
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new InvalidKeyException("the EC key is cut off", e);
    }
    throw new InvalidKeyException("the EC key does not say its curve");
  }

  /// Where the content of the element at `position` begins and ends.
  private static int[] content(byte[] der, int position) {
    int length = der[position + 1] & 0xff;
    int start = position + 2;
    if (length >= 0x80) {
      int bytes = length & 0x7f;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | (der[start++] & 0xff);
      }
    }
    return new int[] {start, start + length};
  }

  private static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length >= 0x80) {
      // Two bytes of length: no key is longer.
      element.write(0x82);
      element.write(length >> 8);
    }
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
