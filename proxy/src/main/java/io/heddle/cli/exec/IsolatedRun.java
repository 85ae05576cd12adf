package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.SurroundingProxy;
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
/// @param run the child process
/// @param reach ports that lead to the same ports outside
record IsolatedRun(ChildRun run, NamespaceProgram namespace, List<Integer> reach) {
  private static final String LOOPBACK = "127.0.0.1";

  /// Runs the program to its end.
  ExitCode start() throws AppException {
    try (SocketChannel reserved = reserve()) {
      Endpoint listener = (Endpoint) Sockets.local(reserved);
      ExecSession session = ExecSession.inside(run.name(), listener);
      List<Endpoint> addresses = new ArrayList<>(List.of(listener));
      reach.forEach(port -> addresses.add(Endpoint.parse(LOOPBACK + ":" + port)));
      ProcessBuilder builder = new ProcessBuilder().inheritIO();
      new ChildEnvironment(session, run.noProxy()).addTo(builder.environment());
      SurroundingProxy.markIsolated(builder.environment());
      SignalForwarder signals = SignalForwarder.install();
      try (IsolatedChild child =
          IsolatedChild.start(namespace, builder, run.program(), addresses)) {
        return serve(child, session, signals);
      }
    } catch (IOException e) {
      throw AppException.failed("the network namespace cannot be used: " + e.getMessage());
    }
  }

  private ExitCode serve(IsolatedChild child, ExecSession session, SignalForwarder signals)
      throws AppException, IOException {
    for (int i = 0; i < reach.size(); i++) {
      ReachRelay.start(child.listeners().get(i + 1), reach.get(i));
    }
    SessionRequest request = run.request(session, Optional.of(child.listeners().getFirst()));
    try (ExecProxy proxy = run.choice().open(request)) {
      child.begin();
      signals.forwardTo(child.handle());
      return run.await(child.process(), proxy, true);
    }
  }

  /// A port that nobody listens on outside, so that its address stands for the listener inside alone.
  private static SocketChannel reserve() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
    return channel.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0));
  }
}
