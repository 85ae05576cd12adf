package io.heddle.net.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys in the forms in which tools write them.
class PemTest {
  @ParameterizedTest
  @CsvSource({"EC, 256", "RSA, 2048", "Ed25519, 255"})
  void readsPkcs8(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    assertArrayEquals(
        key.getEncoded(), Pem.privateKey(pem("PRIVATE KEY", key.getEncoded())).getEncoded());
  }

  @Test
  void readsPkcs1() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
    // The octet string at the end of PKCS#8 is PKCS#1: 26 bytes of headers are before it.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    assertArrayEquals(pkcs8, Pem.privateKey(pem("RSA PRIVATE KEY", pkcs1)).getEncoded());
  }

  /// As `openssl ecparam -genkey -name prime256v1` writes it, but for the public key at its end.
  @Test
  void readsSec1() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    String number = "%064x".formatted(key.getS());
    byte[] sec1 =
        HexFormat.of().parseHex("3031020101" + "0420" + number + "a00a06082a8648ce3d030107");
    String text = pem("EC PARAMETERS", new byte[10]) + pem("EC PRIVATE KEY", sec1);
    assertEquals(key.getS(), ((ECPrivateKey) Pem.privateKey(text)).getS());
  }

  @Test
  void saysWhatIsMissing() {
    assertTrue(failure("").contains("there is no private key in PEM in it"));
    assertTrue(failure(pem("ENCRYPTED PRIVATE KEY", new byte[8])).contains("is encrypted"));
    assertTrue(failure(pem("EC PRIVATE KEY", new byte[8])).contains("does not say its curve"));
    assertTrue(failure(pem("PRIVATE KEY", new byte[8])).contains("cannot be read"));
    assertThrows(GeneralSecurityException.class, () -> Pem.certificates("no PEM"));
  }

  private static String failure(String pem) {
    return assertThrows(GeneralSecurityException.class, () -> Pem.privateKey(pem)).getMessage();
  }

  private static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
