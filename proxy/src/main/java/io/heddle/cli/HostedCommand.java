package io.heddle.cli;

import io.heddle.http1.Fields;
import io.heddle.net.SocketConnection;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tinylog.Logger;

/// A command's place at the proxy that runs, which keeps it as long as this process is connected.
///
/// @param connection to that proxy
record HostedCommand(SocketConnection connection, CommandAccess access) implements CommandProxy {

  /// Asks for a place, which the caller closes.
  ///
  /// @param program as it was called
  /// @param outbound which everything takes, if not by the rules
  /// @return none if the proxy has none to give, as one of an older version
  /// @throws CommandException if there is no such outbound
  static Optional<HostedCommand> at(RunningProxy proxy, String program, Optional<String> outbound)
      throws CommandException {
    Fields fields = Fields.of(CommandHost.PROGRAM, encoded(program));
    if (outbound.isPresent()) {
      fields = fields.with(CommandHost.OUTBOUND, encoded(outbound.get()));
    }
    try {
      return ask(proxy.connect(), fields);
    } catch (IOException | MalformedException e) {
      Logger.warn("the proxy that runs does not answer: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// @param connection closed if there is no place
  private static Optional<HostedCommand> ask(SocketConnection connection, Fields fields)
      throws IOException, MalformedException, CommandException {
    Optional<HostedCommand> place = Optional.empty();
    try {
      RunningProxy.Answer answer =
          RunningProxy.ask(connection, CommandHost.METHOD, CommandHost.PATH, fields);
      switch (answer.status()) {
        case 200 ->
            place = Optional.of(new HostedCommand(connection, CommandAccess.parse(answer.body())));
        case 422 -> throw new CommandException(ExitCode.BAD_INPUT, answer.body().stripTrailing());
        default -> Logger.debug("the proxy that runs takes no commands in: {}", answer.status());
      }
      return place;
    } finally {
      if (place.isEmpty()) {
        connection.close();
      }
    }
  }

  /// Gives the place back. The end of this process would do it, too.
  @Override
  public void close() {
    connection.close();
  }
}
