package io.heddle.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.http1.HttpFields;
import io.heddle.net.peer.SocketOwner;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.net.peer.SocketOwners;
import io.heddle.support.RequiresLinux;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Changes at an admin listener without a password, by users that a test names.
@Tag("component")
class ChangeGuardTest {
  private static final Endpoint CLIENT = Endpoint.parse("127.0.0.1:50000");
  private static final Endpoint SERVER = Endpoint.parse("127.0.0.1:9090");

  private static int status(String method, String path, Address client, ChangeGuard guard) {
    Address server = client instanceof Endpoint ? SERVER : new UnixPath("/run/heddle.sock");
    return guard
        .handle(new AdminRequest(method, path, "", HttpFields.NONE, () -> client, () -> server, ""))
        .status();
  }

  private static ChangeGuard guard(SocketOwner owner) {
    return new ChangeGuard(_ -> AdminResponse.text(200, "done"), (_, _) -> owner);
  }

  /// `me` is the user who runs the test.
  @RequiresLinux
  @ParameterizedTest
  @CsvSource({"me, 200", "0, 200", "65533, 403", "4294967294, 403"})
  void theUserOfTheSocketDecides(String user, int status) {
    int number = user.equals("me") ? SocketOwners.ownUser() : Integer.parseUnsignedInt(user);
    ChangeGuard guard = guard(new OpenSocket(number, 7));
    for (String change :
        List.of(
            "POST /rules",
            "DELETE /rules/1",
            "DELETE /connections/1",
            "POST /outbound-tests/direct",
            "POST /explain",
            "PUT /anything")) {
      int space = change.indexOf(' ');
      assertEquals(
          status,
          status(change.substring(0, space), change.substring(space + 1), CLIENT, guard),
          change);
    }
    for (String path : List.of("/", "/rules", "/status", "/requests", "/metrics", "/events")) {
      assertEquals(200, status("GET", path, CLIENT, guard), path);
      assertEquals(200, status("HEAD", path, CLIENT, guard), path);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSocketWhoseUserIsUnknownMayNot(UnknownSocket unknown) {
    assertEquals(403, status("POST", "/rules", CLIENT, guard(unknown)));
  }

  @Test
  void anInterruptedLookupIsNoPermission() {
    ChangeGuard guard =
        new ChangeGuard(
            _ -> AdminResponse.text(200, "done"),
            (_, _) -> {
              throw new ClosedByInterruptException();
            });
    assertEquals(403, status("POST", "/rules", CLIENT, guard));
  }

  @Test
  void theFileOfAUnixSocketIsItsGuard() {
    assertEquals(
        200, status("POST", "/rules", new UnixUser("alice"), guard(UnknownSocket.UNSUPPORTED)));
  }
}
