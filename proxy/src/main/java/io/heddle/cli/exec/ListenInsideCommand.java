package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PositionalArgs;
import io.heddle.net.namespace.DescriptorMessage;
import io.heddle.net.namespace.HandoverSocket;
import io.heddle.net.namespace.Loopback;
import io.heddle.net.namespace.PeerProcess;
import io.heddle.net.scheduler.Readiness;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle listen-inside PATH ADDRESS…`, which `heddle exec` runs in the network namespace of
/// its command before that begins: brings the loopback interface up, listens on each address, passes
/// the listening sockets and the process id of its parent to the socket at the path, waits until
/// they are in use, and ends. Users do not call it.
///
/// Of all programs that a system may have, none opens listening sockets and passes them on. A program
/// in C was rejected, since the build would need a compiler for each system; the start of a second
/// JVM costs less than a tenth of a second, and its memory is free again when the command begins.
public record ListenInsideCommand() implements Command {
  static final String NAME = "listen-inside";

  /// The byte that says that the sockets are in use.
  static final byte IN_USE = '+';

  private static final int BACKLOG = 4096;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public PositionalArgs positionalArgs() {
    return PositionalArgs.WORDS;
  }

  @Override
  public String help() {
    return "heddle exec runs this command in a network namespace: see heddle exec --help\n";
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    List<String> words = arguments.getArgList();
    List<ServerSocketChannel> listeners = new ArrayList<>();
    try (SocketChannel outside = HandoverSocket.connect(words.getFirst())) {
      if (!PeerProcess.isAncestor(outside)) {
        throw new IOException("another program has taken the place of heddle exec");
      }
      Loopback.bringUp();
      for (String address : words.subList(1, words.size())) {
        listeners.add(listen(Endpoint.parse(address)));
      }
      String parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) + "";
      DescriptorMessage.send(
          outside, parent, listeners.stream().map(Readiness::descriptor).toList());
      ByteBuffer answer = ByteBuffer.allocate(1);
      boolean inUse = outside.read(answer) == 1 && answer.get(0) == IN_USE;
      return inUse ? ExitCode.OK : ExitCode.FAILED;
    } catch (IOException e) {
      throw AppException.failed("the network namespace cannot be used: " + e.getMessage());
    }
  }

  /// The end of this process closes it here, once it has been passed on.
  private static ServerSocketChannel listen(Endpoint address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    return channel.bind(
        new InetSocketAddress(((Host.Ip) address.host()).address(), address.port()), BACKLOG);
  }
}
