package io.heddle.config;

import io.heddle.address.DomainPattern;
import io.heddle.address.Host;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Configuration of an outbound that asks a script of proxy auto-config for the way to each target.
///
/// @param script where the script is; empty for an outbound of another kind
/// @param authHosts proxies to which the credentials of the outbound go, if an answer names them
/// @param unreachable way of requests while the script cannot be had, or fails
public record PacConfig(
    Optional<ScriptLocation> script, List<DomainPattern> authHosts, Unreachable unreachable) {

  public static final PacConfig NONE =
      new PacConfig(Optional.empty(), List.of(), Unreachable.DIRECT);

  /// Place of a script.
  public sealed interface ScriptLocation {
    /// At an `http` or `https` URL.
    record RemoteScript(URI url) implements ScriptLocation {
      @Override
      public String toString() {
        return url.toString();
      }
    }

    record LocalScript(Path file) implements ScriptLocation {
      @Override
      public String toString() {
        return file.toString();
      }
    }
  }

  /// Way of requests without an answer.
  public enum Unreachable {
    DIRECT,
    BLOCK
  }

  public PacConfig {
    authHosts = List.copyOf(authHosts);
  }

  /// Whether credentials may go to a proxy. One that a script names by its address gets none.
  boolean mayAuthenticate(Host proxy) {
    return proxy instanceof Host.Name name
        && authHosts.stream().anyMatch(pattern -> pattern.matches(name));
  }

  /// Whether keys are set that have a meaning with a script alone.
  boolean hasKeysOfScript() {
    return !authHosts.isEmpty() || unreachable != Unreachable.DIRECT;
  }
}
