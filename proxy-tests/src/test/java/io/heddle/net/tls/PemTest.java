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
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys in the forms in which tools write them.
@Tag("component")
class PemTest {
  @ParameterizedTest
  @CsvSource({
    "EC, 256",
    "RSA, 2048",
    "RSASSA-PSS, 2048",
    "Ed25519, 255",
    "Ed448, 448",
    "DSA, 2048"
  })
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

  /// The second version of PKCS#8 (RFC 5958 §2, the example of RFC 8410 §10.3): with attributes and
  /// the public key.
  @Test
  void readsPkcs8WithThePublicKey() throws GeneralSecurityException {
    String text =
        """
        -----BEGIN PRIVATE KEY-----
        MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
        Z9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PRIVATE KEY-----
        """;
    assertEquals("EdDSA", Pem.privateKey(text).getAlgorithm());
  }

  /// Some tools write lines of another length, end them otherwise, and put text before the key.
  @Test
  void readsKeysInUnusualLines() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(521);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    String base64 = Base64.getEncoder().encodeToString(key);
    String text =
        "Bag Attributes\r\n    friendlyName: us\r\n-----BEGIN PRIVATE KEY-----\r\n"
            + base64
            + "\r\n-----END PRIVATE KEY-----\r\n";
    assertArrayEquals(key, Pem.privateKey(text).getEncoded());
  }

  @Test
  void refusesKeysThatAreCutOff() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    for (int length = 0; length < key.length; length++) {
      byte[] prefix = Arrays.copyOf(key, length);
      for (String type : List.of("PRIVATE KEY", "RSA PRIVATE KEY")) {
        assertTrue(failure(pem(type, prefix)).startsWith("the private key cannot be read"));
      }
      assertTrue(failure(pem("EC PRIVATE KEY", prefix)).startsWith("the EC key"));
    }
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
