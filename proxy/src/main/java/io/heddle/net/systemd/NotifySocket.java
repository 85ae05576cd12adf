package io.heddle.net.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a service manager wants to hear how this process is (sd_notify(3) of systemd, on Linux): a
/// UNIX socket that takes datagrams, which `NOTIFY_SOCKET` in the environment names.
///
///     READY=1
///     STATUS=listening on 127.0.0.1:1080
///
/// The JDK has no such sockets, so these are native calls, made only where the variable is. The
/// program `systemd-notify` was rejected: a service manager believes the main process alone.
public final class NotifySocket {
  private static final Optional<String> PATH =
      Optional.ofNullable(System.getenv("NOTIFY_SOCKET")).filter(NotifySocket::isUsable);

  private NotifySocket() {}

  /// A file, or a name without one, which begins with `@`. Others are for virtual machines.
  private static boolean isUsable(String path) {
    return (path.startsWith("/") || path.startsWith("@"))
        && path.getBytes(StandardCharsets.UTF_8).length < Linux.UNIX_PATH_MAX
        && Linux.isPresent();
  }

  /// Says so, if anybody wants to know. Whether he has heard is not ours to know.
  ///
  /// @param state assignments, one a line
  public static void tell(String state) {
    PATH.ifPresent(path -> Calls.send(path, state));
  }

  /// Loaded only if it is needed.
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

    /// sockaddr_un: the family, then the path, of which a first `@` stands for a zero.
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
