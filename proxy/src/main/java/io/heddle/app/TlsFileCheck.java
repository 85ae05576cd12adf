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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Check of the files that a configuration names for TLS. A mistake is reported at the key that names
/// the file. The contents are read and discarded.
public final class TlsFileCheck implements TlsValidator {
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
        bad.check(
            keyOfAuthorities,
            () -> check(new Trust.InFile(file), Optional.empty(), Map.of(file, keyOfAuthorities))));
    identity.ifPresent(pair -> {
      // Both keys may name one file.
      Map<Path, String> keys = new HashMap<>(Map.of(pair.certificate(), "certificate"));
      keys.put(pair.key(), "key");
      bad.check(
          List.of("certificate", "key"), () -> check(new Trust.None(), Optional.of(pair), keys));
    });
    bad.throwIfAny();
  }

  private static void check(Trust trust, Optional<Identity> identity, Map<Path, String> keys) {
    try {
      TlsContexts.context(trust, identity);
    } catch (TlsFileException e) {
      throw new BadValueException(keys.get(e.file()), e.getMessage());
    } catch (IOException e) {
      throw new BadValueException("", e.getMessage());
    }
  }
}
