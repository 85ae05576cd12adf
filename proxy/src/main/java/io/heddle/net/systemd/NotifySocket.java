package io.heddle.net.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import io.heddle.jdk.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Socket for messages to the service manager about the state of this process (sd_notify(3) of
/// systemd, on Linux): a UNIX datagram socket, which the variable `NOTIFY_SOCKET` names.
///
///     READY=1
///     STATUS=listening on 127.0.0.1:1080
///
/// The JDK has no UNIX datagram sockets, so this makes native calls, and only if the variable is set.
/// Rejected: the program `systemd-notify`, since service managers trust messages of the main process
/// alone.
public final class NotifySocket {
  private static final Optional<String> PATH =
      Optional.ofNullable(System.getenv("NOTIFY_SOCKET")).filter(NotifySocket::isUsable);

  private NotifySocket() {}

  /// Whether the path is a file, or an abstract name, which begins with `@`. Other forms (vsock) are
  /// for virtual machines.
  private static boolean isUsable(String path) {
    return (path.startsWith("/") || path.startsWith("@"))
        && path.getBytes(StandardCharsets.UTF_8).length < Linux.UNIX_PATH_MAX
        && Platform.isLinux();
  }

  /// Sends a message, if the variable is set. Failures are ignored.
  ///
  /// @param state assignments, one a line
  public static void send(String state) {
    PATH.ifPresent(path -> Calls.send(path, state));
  }

  /// The native calls, loaded when first needed.
  private static final class Calls {
    private static final int NAME_AT = 2;

    private static final MethodHandle SOCKET =
        NativeFunctions.find(
            "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO =
        NativeFunctions.find(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE =
        NativeFunctions.find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /// Sends one datagram to a sockaddr_un: the family, then the path, in which a first `@` stands for
    /// a zero.
    static void send(String path, String state) {
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      byte[] text = state.getBytes(StandardCharsets.UTF_8);
      if (name[0] == '@') {
        name[0] = 0;
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment address = arena.allocate(NAME_AT + (long) Linux.UNIX_PATH_MAX, 2);
        address.set(JAVA_SHORT, 0, (short) Linux.AF_UNIX);
        MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, NAME_AT, name.length);
        MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
        int socket =
            (int) SOCKET.invokeExact(Linux.AF_UNIX, Linux.SOCK_DGRAM | Linux.SOCK_CLOEXEC, 0);
        if (socket >= 0) {
          int length = NAME_AT + name.length;
          long _ =
              (long) SENDTO.invokeExact(socket, message, (long) text.length, 0, address, length);
          int _ = (int) CLOSE.invokeExact(socket);
        }
      } catch (Throwable e) {
        throw NativeFunctions.impossible(e);
      }
    }
  }
}
