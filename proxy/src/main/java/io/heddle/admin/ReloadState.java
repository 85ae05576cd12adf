package io.heddle.admin;

import java.time.Instant;
import java.util.Optional;

/// State of the last reload: a configuration that could not be applied is shown until one can. For any
/// thread.
public final class ReloadState {
  private volatile Optional<FailedReload> failure = Optional.empty();

  /// Reload that failed. The proxy goes on with the configuration from before.
  ///
  /// @param error lines for the user of the proxy, which may quote the configuration
  public record FailedReload(Instant time, String error) {}

  /// The last reload, if it failed.
  public Optional<FailedReload> failure() {
    return failure;
  }

  public void recordSuccess() {
    failure = Optional.empty();
  }

  public void recordFailure(String error) {
    failure = Optional.of(new FailedReload(Instant.now(), error));
  }
}
