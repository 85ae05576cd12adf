package io.heddle.app;

import io.heddle.config.BadValueException;
import io.heddle.config.BadValues;
import io.heddle.config.ListenerTlsConfig;
import io.heddle.config.TlsValidator;
import io.heddle.net.tls.TlsContexts;
import io.heddle.net.tls.TlsContexts.Identity;
import io.heddle.net.tls.TlsContexts.Trust;
import io.heddle.net.tls.TlsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Check of the files that a configuration names for TLS. A mistake is reported at the key that names
/// the file. The contents are read and discarded.
public final class TlsFileCheck implements TlsValidator {
  private static final String CERTIFICATE = "certificate";
  private static final String KEY = "key";

  @Override
  public void check(ListenerTlsConfig tls) {
    BadValues bad = new BadValues();
    tls.clientCa().ifPresent(file -> checkAuthorities(bad, file, "client-ca"));
    check(bad, new Identity(tls.certificate(), tls.key()));
    bad.throwIfAny();
  }

  /// Without files there is nothing to check, and the JDK's TLS classes need not be loaded.
  @Override
  public void check(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
    if (ca.isEmpty() && certificate.isEmpty() && key.isEmpty()) {
      return;
    }
    BadValues bad = new BadValues();
    ca.ifPresent(file -> checkAuthorities(bad, file, "ca"));
    if (certificate.isPresent() && key.isPresent()) {
      check(bad, new Identity(certificate.get(), key.get()));
    } else {
      // Certificates can be read as those of authorities, too.
      certificate.ifPresent(file -> checkAuthorities(bad, file, CERTIFICATE));
      key.ifPresent(file -> check(bad, Map.of(file, KEY), () -> TlsContexts.checkKey(file)));
    }
    bad.throwIfAny();
  }

  private static void checkAuthorities(BadValues bad, Path file, String keyOfFile) {
    check(
        bad,
        Map.of(file, keyOfFile),
        () -> TlsContexts.context(new Trust.InFile(file), Optional.empty()));
  }

  private static void check(BadValues bad, Identity pair) {
    // Both keys may name one file.
    Map<Path, String> keys = new HashMap<>(Map.of(pair.certificate(), CERTIFICATE));
    keys.put(pair.key(), KEY);
    boolean isCertificateBad =
        check(bad, keys, () -> TlsContexts.context(new Trust.None(), Optional.of(pair)))
            .equals(CERTIFICATE);
    if (isCertificateBad) {
      check(bad, keys, () -> TlsContexts.checkKey(pair.key()));
    }
  }

  /// Reader of files.
  private interface FileUse {
    void run() throws IOException;
  }

  /// Each mistake depends on its own key alone: where the files do not fit together, both can be read.
  ///
  /// @param keys those that name the files
  /// @return the key with a mistake; empty if there is none
  private static String check(BadValues bad, Map<Path, String> keys, FileUse use) {
    try {
      use.run();
      return "";
    } catch (TlsFileException e) {
      String key = keys.get(e.file());
      bad.add(key, e.getMessage());
      return key;
    } catch (IOException e) {
      throw new BadValueException("", e.getMessage());
    }
  }
}
