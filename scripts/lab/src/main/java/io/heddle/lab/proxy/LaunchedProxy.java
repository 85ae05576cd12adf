package io.heddle.lab.proxy;

import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.system.ProcessMemory;
import java.io.IOException;
import java.util.Optional;

/// Proxy that is ready, and a client of it.
///
/// @param process ended by [#close]; empty if the clients use no proxy
public record LaunchedProxy(
    Optional<ProxyProcess> process, ProxyClient client, Compilation compilation)
    implements AutoCloseable {

  /// CPU time that the proxy has used so far, in seconds; NaN without a proxy.
  public double cpuSeconds() throws IOException {
    return process.isPresent() ? process.get().cpuSeconds() : Double.NaN;
  }

  /// Memory of the proxy; NaN without a proxy.
  public ProcessMemory memory() throws IOException {
    return process.isPresent() ? process.get().memory() : new ProcessMemory(Double.NaN, Double.NaN);
  }

  @Override
  public void close() {
    process.ifPresent(ProxyProcess::close);
  }
}
