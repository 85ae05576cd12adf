package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.namespace.DescriptorMessage;
import io.heddle.net.namespace.HandoverSocket;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.net.namespace.PeerProcess;
import io.heddle.net.namespace.RestrictedStart;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Process in a network namespace of its own, which waits until its listening sockets are in use, and
/// then becomes the program of the user.
///
/// @param process that was started; it may be the parent of the program's
/// @param pid of the program
/// @param listeners in the namespace, in the order of their addresses; the caller closes them
/// @param waiting the connection on which [#begin] is awaited
record IsolatedChild(
    Process process, long pid, List<PassedDescriptor> listeners, SocketChannel waiting)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Starts a process, and waits until it listens.
  ///
  /// @param addresses on which it listens in the namespace
  static IsolatedChild start(
      NamespaceProgram namespace,
      ProcessBuilder builder,
      List<String> program,
      List<Endpoint> addresses)
      throws AppException {
    assert BlockingCheck.isAllowed();
    try (HandoverSocket socket = HandoverSocket.open()) {
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("heddle", launcher());
      variables.put("socket", socket.path().toString());
      variables.put(
          "addresses", addresses.stream().map(Endpoint::toString).collect(Collectors.joining(" ")));
      String prepare =
          "\"$heddle\" "
              + ListenInsideCommand.NAME
              + " \"$socket\" $addresses </dev/null || exit; ";
      Process process =
          start(builder.command(namespace.command(prepare, variables, program)), program);
      // Its end before it has connected ends the wait for it.
      CompletableFuture<Void> _ = process.onExit().thenRun(socket::close);
      return connected(process, socket, addresses);
    } catch (ClosedChannelException e) {
      throw AppException.failed("the network namespace cannot be used: its process has ended");
    } catch (IOException e) {
      throw AppException.failed("the network namespace cannot be used: " + e.getMessage());
    }
  }

  /// The way has been tried before, so it is the command that the system refuses, such as one with too
  /// many arguments.
  private static Process start(ProcessBuilder builder, List<String> program) throws AppException {
    try {
      return RestrictedStart.start(builder);
    } catch (IOException e) {
      throw ProgramFailure.refused(program.getFirst(), e);
    }
  }

  private static IsolatedChild connected(
      Process process, HandoverSocket socket, List<Endpoint> addresses) throws IOException {
    SocketChannel connection = accept(process, socket);
    try {
      connection.configureBlocking(false);
      DescriptorMessage message = DescriptorMessage.receive(connection, Deadline.after(PATIENCE));
      check(message.descriptors(), addresses);
      return new IsolatedChild(process, pid(message), message.descriptors(), connection);
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private static void check(List<PassedDescriptor> passed, List<Endpoint> addresses)
      throws IOException {
    try {
      if (passed.size() != addresses.size()) {
        throw new IOException("it does not listen on all addresses");
      }
      for (int i = 0; i < addresses.size(); i++) {
        InsideListener.check(addresses.get(i), passed.get(i));
      }
    } catch (IOException e) {
      passed.forEach(PassedDescriptor::close);
      throw e;
    }
  }

  private static long pid(DescriptorMessage message) throws IOException {
    try {
      return Long.parseLong(message.text());
    } catch (NumberFormatException e) {
      message.descriptors().forEach(PassedDescriptor::close);
      throw new IOException("it has told no process id", e);
    }
  }

  /// Waits for a connection of the process. Other programs of the user find the socket, too, such as
  /// another command in a namespace, which would put its listener in the place of the proxy's.
  private static SocketChannel accept(Process process, HandoverSocket socket) throws IOException {
    while (true) {
      SocketChannel connection = socket.accept();
      if (PeerProcess.descendsFrom(connection, process.pid())) {
        return connection;
      }
      connection.close();
    }
  }

  /// The launcher of this image.
  static String launcher() {
    return Path.of(System.getProperty("java.home"), "bin", "heddle").toString();
  }

  /// The process of the program, for signals.
  ProcessHandle handle() {
    return ProcessHandle.of(pid).orElse(process.toHandle());
  }

  /// Lets the program begin.
  void begin() throws IOException {
    try (waiting) {
      int _ = waiting.write(ByteBuffer.wrap(new byte[] {ListenInsideCommand.IN_USE}));
    }
  }

  /// Ends the process, if its program has not begun.
  @Override
  public void close() {
    try {
      waiting.close();
    } catch (IOException e) {
      // The process is gone.
    }
  }
}
