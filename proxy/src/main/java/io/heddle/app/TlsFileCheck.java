package io.heddle.app;

import io.heddle.config.BadValueException;
import io.heddle.config.Config;
import io.heddle.config.ListenerTlsConfig;
import io.heddle.config.OutboundConfig;
import io.heddle.config.UpstreamTlsConfig;
import io.heddle.net.tls.TlsContexts;
import io.heddle.net.tls.TlsContexts.Identity;
import io.heddle.net.tls.TlsContexts.Trust;
import io.heddle.net.tls.TlsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Check of the files that a configuration names for TLS. A mistake is reported at the key that names
/// the file. The contents are read and discarded.
public final class TlsFileCheck {
  private TlsFileCheck() {}

  /// Reads all TLS files of a configuration.
  ///
  /// @throws BadValueException if one is not valid
  public static void check(Config config) {
    for (int i = 0; i < config.inbounds().size(); i++) {
      String path = "inbounds[" + i + "].tls";
      config.inbounds().get(i).tls().ifPresent(tls -> check(path, tls));
    }
    for (OutboundConfig outbound : config.outbounds()) {
      check("outbounds." + outbound.name() + ".tls", outbound.tls());
    }
  }

  private static void check(String path, ListenerTlsConfig tls) {
    check(
        path, tls.clientCa(), Optional.of(new Identity(tls.certificate(), tls.key())), "client-ca");
  }

  /// Without files there is nothing to check, and the JDK's TLS classes need not be loaded.
  private static void check(String path, UpstreamTlsConfig tls) {
    if (tls.ca().isEmpty() && tls.certificate().isEmpty()) {
      return;
    }
    Optional<Identity> identity =
        tls.certificate().map(file -> new Identity(file, tls.key().orElseThrow()));
    check(path, tls.ca(), identity, "ca");
  }

  private static void check(
      String path,
      Optional<Path> authorities,
      Optional<Identity> identity,
      String keyOfAuthorities) {
    Map<Path, String> keys = new LinkedHashMap<>();
    authorities.ifPresent(file -> keys.put(file, keyOfAuthorities));
    identity.ifPresent(pair -> {
      keys.put(pair.certificate(), "certificate");
      keys.put(pair.key(), "key");
    });
    try {
      TlsContexts.context(
          authorities.<Trust>map(Trust.InFile::new).orElseGet(Trust.None::new), identity);
    } catch (TlsFileException e) {
      throw new BadValueException(path + "." + keys.get(e.file()), e.getMessage());
    } catch (IOException e) {
      throw new BadValueException(path, e.getMessage());
    }
  }
}
