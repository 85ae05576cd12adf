package io.heddle.net.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/// Match of private keys and certificates, checked when files are read. The JDK would notice a
/// mismatch with the first client only.
final class KeyPairCheck {
  private static final byte[] PROBE = {1, 2, 3};

  private KeyPairCheck() {}

  /// Whether the two are a pair: a signature by one is verified by the other.
  static boolean match(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
    if (key instanceof RSAKey ours && certified instanceof RSAKey theirs) {
      return ours.getModulus().equals(theirs.getModulus());
    }
    if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    Signature signature =
        Signature.getInstance(
            key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm());
    try {
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (InvalidKeyException e) {
      return false;
    }
  }
}
