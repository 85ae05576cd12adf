package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.config.file.ConfigException;
import io.heddle.config.file.ConfigFile;
import io.heddle.support.SelfSignedCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mistakes in TLS files are reported at the key that names the file.
@Tag("component")
class TlsFileCheckTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void makeFiles() throws Exception {
    SelfSignedCertificate one = SelfSignedCertificate.of(folder, "dns:one.example", "CN=one");
    SelfSignedCertificate other = SelfSignedCertificate.of(folder, "dns:other.example", "CN=other");
    Files.copy(one.certificate(), folder.resolve("one.pem"));
    Files.copy(one.key(), folder.resolve("one.key"));
    Files.copy(other.key(), folder.resolve("other.key"));
    Files.writeString(
        folder.resolve("chain.pem"),
        Files.readString(one.certificate()) + Files.readString(other.certificate()));
    Files.writeString(folder.resolve("bad.pem"), "nonsense");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "certificate: bad.pem, key: one.key | 2:25: inbounds[0].tls.certificate: DIR/bad.pem:"
            + " there is no certificate in PEM in it",
        "certificate: no.pem, key: one.key | 2:25: inbounds[0].tls.certificate: DIR/no.pem:"
            + " no such file",
        "certificate: one.pem, key: one.pem | 2:39: inbounds[0].tls.key: DIR/one.pem:"
            + " there is no private key in PEM in it",
        "certificate: one.pem, key: other.key | 2:39: inbounds[0].tls.key: DIR/other.key:"
            + " the key is not that of the first certificate in the other file",
        "certificate: chain.pem, key: one.key | 2:25: inbounds[0].tls.certificate: DIR/chain.pem:"
            + " each certificate must be signed by the one after it",
        "certificate: one.pem, key: one.key, client-ca: bad.pem |"
            + " 2:59: inbounds[0].tls.client-ca: DIR/bad.pem: there is no certificate in PEM in it",
        "key: one.key | 2:11: inbounds[0].tls.certificate is missing"
      })
  void ofAnInboundIsToldAtItsPlace(String tls, String message) throws Exception {
    assertEquals(
        message.replace("DIR", folder.toString()),
        complaint("inbounds:\n  - {tls: {" + tls + "}, listen: 127.0.0.1:0}\n"));
  }

  @Test
  void ofAnOutboundToo() throws Exception {
    assertEquals(
        "1:58: outbounds.up.tls.ca: " + folder + "/bad.pem: there is no certificate in PEM in it",
        complaint("outbounds: {up: {url: \"https://proxy.example\", tls: {ca: bad.pem}}}\n"));
  }

  @Test
  void nothingIsWrongWithGoodFiles() {
    assertDoesNotThrow(() ->
        load(
            "inbounds:\n  - {listen: 127.0.0.1:0, tls: {certificate: one.pem, key: one.key,"
                + " client-ca: chain.pem}}\n"));
  }

  private static String complaint(String yaml) throws Exception {
    String prefix = folder.resolve("heddle.yaml") + ":";
    return assertThrows(ConfigException.class, () -> load(yaml)).getMessage().replace(prefix, "");
  }

  private static void load(String yaml) throws Exception {
    ConfigFile.load(
        Files.writeString(folder.resolve("heddle.yaml"), yaml),
        _ -> Optional.empty(),
        new TlsFileCheck(),
        _ -> {});
  }
}
