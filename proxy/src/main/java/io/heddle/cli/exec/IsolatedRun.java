package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.net.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Run of a child process in a network namespace of its own, whose only way out is the proxy.
///
///     in the namespace                                 outside
///     COMMAND ──▶ 127.0.0.1:PORT, a listening socket   accepted by the proxy
///     COMMAND ──▶ 127.0.0.1:3000, with --reach 3000    accepted here, led to 127.0.0.1:3000
///
/// @param choice of the proxy
/// @param reach ports that lead to the same ports outside
/// @param outbound for all requests, instead of the rules
/// @param noProxy hosts that are reached without the proxy, separated by commas
record IsolatedRun(
    ExecProxyChoice choice,
    NamespaceProgram namespace,
    List<Integer> reach,
    Optional<String> outbound,
    String noProxy) {
  private static final String LOOPBACK = "127.0.0.1";

  /// Runs a program to its end.
  ExitCode run(List<String> program) throws AppException {
    try (SocketChannel reserved = reserve()) {
      Endpoint listener = (Endpoint) Sockets.local(reserved);
      ExecSession session = ExecSession.inside(program.getFirst(), listener);
      List<Endpoint> addresses = new ArrayList<>(List.of(listener));
      reach.forEach(port -> addresses.add(Endpoint.parse(LOOPBACK + ":" + port)));
      ProcessBuilder builder = new ProcessBuilder().inheritIO();
      new ChildEnvironment(session, noProxy).addTo(builder.environment());
      SignalForwarder signals = SignalForwarder.install();
      try (IsolatedChild child =
          IsolatedChild.start(namespace, builder, program, addresses)) {
        return run(child, session, signals);
      }
    } catch (IOException e) {
      throw AppException.failed("the network namespace cannot be used: " + e.getMessage());
    }
  }

  private ExitCode run(IsolatedChild child, ExecSession session, SignalForwarder signals)
      throws AppException, IOException {
    for (int i = 0; i < reach.size(); i++) {
      ReachRelay.start(child.listeners().get(i + 1), reach.get(i));
    }
    SessionRequest request =
        new SessionRequest(session, outbound, Optional.of(child.listeners().getFirst()));
    try (ExecProxy _ = choice.open(request)) {
      child.begin();
      signals.forwardTo(child.handle());
      return new ExitCode(child.process().waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  /// A port that nobody listens on outside, so that its address stands for the listener inside alone.
  private static SocketChannel reserve() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
    return channel.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0));
  }
}
