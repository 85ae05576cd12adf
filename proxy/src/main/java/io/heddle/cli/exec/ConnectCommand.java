package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.PositionalArgs;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.control.ControlClient;
import io.heddle.net.SocketConnection;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle connect HOST:PORT`: joins standard input and output to a tunnel through a proxy.
///
/// Under `heddle exec`, that is the proxy of the command, at the listener that the environment names.
/// Else the running proxy opens a listener for this process, as for a child process of `exec`: which
/// of its own listeners has users, TLS or a UNIX socket does not matter then. A tunnel over the
/// control socket was rejected: a command whose policy holds could use it to go around the policy.
public record ConnectCommand() implements Command {
  private static final String NAME = "connect";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Options options() {
    return new Options().addOption(Arguments.option(PidArgument.NAME));
  }

  @Override
  public PositionalArgs positionalArgs() {
    return PositionalArgs.WORDS;
  }

  @Override
  public String help() {
    return """
    heddle connect [--pid PID] HOST:PORT

    Joins standard input and standard output to a tunnel through the running proxy, byte by byte. The
    end of one direction ends that direction alone. Under heddle exec, the tunnel goes through the
    proxy of that command, and its policy holds.

      --pid PID   the process id of the proxy, if several are running

    Exit codes: 0 both directions have ended, 1 no proxy is running, or the connection is refused or
    broken (the reason is printed on standard error), 2 bad arguments.

    Examples:
      ssh -o ProxyCommand='heddle connect %h:%p' host.example
      printf 'GET / HTTP/1.0\\r\\n\\r\\n' | heddle connect example.org:80
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    Endpoint target = target(arguments.getArgList());
    Optional<SurroundingProxy> ofExec = SurroundingProxy.of(System.getenv());
    if (ofExec.isPresent() && !arguments.hasOption(PidArgument.NAME)) {
      StandardTunnel.run(ofExec.get().listener(), target);
      return ExitCode.OK;
    }
    GrantedSession granted = request(PidArgument.selected(arguments));
    try (SocketConnection _ = granted.connection()) {
      StandardTunnel.run(granted.session().withoutLogin(), target);
    }
    return ExitCode.OK;
  }

  private static GrantedSession request(ControlClient proxy) throws AppException {
    try {
      Optional<GrantedSession> granted =
          GrantedSession.request(
              proxy,
              new SessionRequest(
                  ExecSession.of(NAME), Optional.empty(), Optional.empty(), Optional.empty()));
      if (granted.isPresent()) {
        return granted.get();
      }
    } catch (IOException | MalformedException | IllegalArgumentException e) {
      // As if it had refused.
    }
    throw AppException.failed(
        "the running proxy (pid " + proxy.pid() + ") cannot open a listener for this tunnel");
  }

  /// The target. An IPv6 address may stand without brackets, as ssh writes it: the last colon is that
  /// of the port.
  static Endpoint target(List<String> words) throws AppException {
    if (words.size() != 1) {
      throw AppException.badInput("connect needs one target, HOST:PORT" + Arguments.helpHint(NAME));
    }
    String text = words.getFirst();
    int colon = text.lastIndexOf(':');
    boolean bare = text.indexOf(':') < colon && !text.startsWith("[");
    try {
      return Endpoint.parse(
          bare ? "[" + text.substring(0, colon) + "]" + text.substring(colon) : text);
    } catch (IllegalArgumentException e) {
      throw AppException.badInput(Arguments.complaint(text, e) + Arguments.helpHint(NAME));
    }
  }
}
