package io.heddle.net.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
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
@SuppressWarnings("restricted")
public final class NotifySocket {
  private static final Optional<String> PATH =
      Optional.ofNullable(System.getenv("NOTIFY_SOCKET")).filter(NotifySocket::isUsable);

  private NotifySocket() {}

  /// A file, or a name without one, which begins with `@`. Others are for virtual machines.
  private static boolean isUsable(String path) {
    return (path.startsWith("/") || path.startsWith("@"))
        && path.getBytes(StandardCharsets.UTF_8).length < Calls.LONGEST_PATH
        && System.getProperty("os.name").equals("Linux");
  }

  /// Says so, if anybody wants to know. Whether he has heard is not ours to know.
  ///
  /// @param state assignments, one a line
  public static void tell(String state) {
    PATH.ifPresent(path -> Calls.send(path, state));
  }

  /// Loaded only if it is needed.
  private static final class Calls {
    static final int LONGEST_PATH = 108;
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int NAME_AT = 2;

    private static final MethodHandle SOCKET =
        function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO =
        function(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE =
        function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private static MethodHandle function(String name, FunctionDescriptor signature) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
    }

    /// sockaddr_un: the family, then the path, of which a first `@` stands for a zero.
    static void send(String path, String state) {
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      byte[] text = state.getBytes(StandardCharsets.UTF_8);
      if (name[0] == '@') {
        name[0] = 0;
      }
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment address = arena.allocate(NAME_AT + (long) LONGEST_PATH, 2);
        address.set(JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, NAME_AT, name.length);
        MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
        int socket = (int) SOCKET.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (socket >= 0) {
          int length = NAME_AT + name.length;
          long _ =
              (long) SENDTO.invokeExact(socket, message, (long) text.length, 0, address, length);
          int _ = (int) CLOSE.invokeExact(socket);
        }
      } catch (Throwable e) {
        throw new AssertionError("a native call throws nothing", e);
      }
    }
  }
}
