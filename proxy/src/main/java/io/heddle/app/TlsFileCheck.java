package io.heddle.app;

import io.heddle.config.BadValueException;
import io.heddle.config.BadValues;
import io.heddle.config.ListenerTlsConfig;
import io.heddle.config.TlsValidator;
import io.heddle.config.UpstreamTlsConfig;
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
    check(tls.clientCa(), Optional.of(new Identity(tls.certificate(), tls.key())), "client-ca");
  }

  /// Without files there is nothing to check, and the JDK's TLS classes need not be loaded.
  @Override
  public void check(UpstreamTlsConfig tls) {
    if (tls.ca().isEmpty() && tls.certificate().isEmpty()) {
      return;
    }
    check(
        tls.ca(), tls.certificate().map(file -> new Identity(file, tls.key().orElseThrow())), "ca");
  }

  private static void check(
      Optional<Path> authorities, Optional<Identity> identity, String keyOfAuthorities) {
    BadValues bad = new BadValues();
    authorities.ifPresent(file ->
        check(
            bad,
            Map.of(file, keyOfAuthorities),
            () -> TlsContexts.context(new Trust.InFile(file), Optional.empty())));
    identity.ifPresent(pair -> check(bad, pair));
    bad.throwIfAny();
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
