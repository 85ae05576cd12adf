package io.heddle.lab.proxy;

import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.client.RequestProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Definition of a proxy to measure: how to start it, and how to use it.
///
/// @param name in tables
/// @param upstream command that starts the next proxy, which is not measured; empty for none
/// @param command empty for no proxy at all: the clients connect to the origin
public record ProxyDefinition(
    String name,
    Set<Capability> capabilities,
    RequestProtocol protocol,
    ReadinessProbe probe,
    Compilation compilation,
    List<String> upstream,
    LaunchCommand command) {

  /// Command line that starts a proxy.
  @FunctionalInterface
  public interface LaunchCommand {
    /// Words of the command line.
    ///
    /// @param port of 127.0.0.1 to listen on
    /// @param origin the fixed target of a forwarder
    List<String> words(int port, InetSocketAddress origin) throws IOException;
  }

  /// Definition of a program in machine code, which is ready when it accepts a connection.
  public static ProxyDefinition ofNative(
      String name, Set<Capability> capabilities, RequestProtocol protocol, LaunchCommand command) {
    return new ProxyDefinition(
        name,
        capabilities,
        protocol,
        ReadinessProbe.ACCEPTED_CONNECTION,
        Compilation.AHEAD_OF_TIME,
        List.of(),
        command);
  }

  /// Starts the proxy, and waits until it is ready. The caller closes it.
  ///
  /// @throws IOException if it cannot be started, or does not become ready
  public LaunchedProxy start(InetSocketAddress origin) throws IOException, InterruptedException {
    int port = PortFinder.freePort();
    List<String> words = command.words(port, origin);
    if (words.isEmpty()) {
      return new LaunchedProxy(Optional.empty(), ProxyClient.direct(origin), compilation);
    }
    ProxyProcess process = ProxyProcess.start(words, upstream);
    try {
      InetSocketAddress address = new InetSocketAddress(origin.getAddress(), port);
      ProxyClient client = new ProxyClient(address, origin, protocol);
      probe.await(process, client);
      process.markReady();
      return new LaunchedProxy(Optional.of(process), client, compilation);
    } catch (IOException | InterruptedException e) {
      process.close();
      throw e;
    }
  }
}
