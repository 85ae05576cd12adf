package io.heddle.net.tls;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.heddle.net.tls.TlsContexts.Identity;
import io.heddle.support.SelfSignedCertificate;
import java.nio.file.Path;
import java.security.PrivateKey;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("component")
class TlsContextsTest {
  /// A handshake that has to decrypt the key first takes three times as long.
  @Test
  void theKeyIsDecryptedOnce(@TempDir Path folder) throws Exception {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "dns:localhost");
    var keys = (X509KeyManager) TlsContexts.keys(new Identity(us.certificate(), us.key()))[0];
    assertSame(keyOfHandshake(keys), keyOfHandshake(keys));
  }

  private static PrivateKey keyOfHandshake(X509KeyManager keys) {
    return requireNonNull(keys.getPrivateKey(keys.chooseServerAlias("EC", null, null)));
  }
}
