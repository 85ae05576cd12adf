package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.control.ControlClient;
import io.heddle.http1.HttpFields;
import io.heddle.net.SocketConnection;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;

/// Session that the running proxy has granted to this process.
///
/// @param config of the proxy, if it says so
/// @param connection keeps the session while it is open; the caller closes it
record GrantedSession(ExecSession session, Optional<String> config, SocketConnection connection) {

  /// Requests a session.
  ///
  /// @return empty if the proxy cannot host sessions, as an older version
  /// @throws AppException if there is no such outbound
  /// @throws IOException if the proxy does not answer
  static Optional<GrantedSession> request(ControlClient proxy, SessionRequest requested)
      throws IOException, MalformedException, AppException {
    SocketConnection connection = proxy.connect();
    Optional<GrantedSession> granted = Optional.empty();
    try (DescriptorOffer offer = DescriptorOffer.of(requested.listener(), connection.channel())) {
      HttpFields fields = ExecSessionHost.requestFields(requested, offer);
      granted = request(connection, requested.session(), fields);
      return granted;
    } finally {
      if (granted.isEmpty()) {
        connection.close();
      }
    }
  }

  private static Optional<GrantedSession> request(
      SocketConnection connection, ExecSession requested, HttpFields fields)
      throws IOException, MalformedException, AppException {
    ControlClient.ControlResponse response =
        ControlClient.send(connection, ExecSessionHost.METHOD, ExecSessionHost.PATH, fields);
    connection.deadline(Deadline.NONE);
    return switch (response.status()) {
      case 200 -> {
        ExecSession session = requested.at(ExecSessionHost.addresses(response.body()));
        Optional<String> config = ExecSessionHost.config(response.fields());
        yield Optional.of(new GrantedSession(session, config, connection));
      }
      case 422 -> throw new AppException(ExitCode.BAD_INPUT, response.body().stripTrailing());
      case 403 -> throw new AppException(ExitCode.FAILED, response.body().stripTrailing());
      default -> Optional.empty();
    };
  }
}
