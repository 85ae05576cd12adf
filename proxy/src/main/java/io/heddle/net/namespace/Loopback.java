package io.heddle.net.namespace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.heddle.foreign.Errno;
import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import io.heddle.net.scheduler.Readiness;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/// Loopback interface of a network namespace, which is down in a new one (netdevice(7)).
///
///     ifreq { name: 16 bytes, flags: 2 bytes, … }, 40 bytes
public final class Loopback {
  private static final int REQUEST_SIZE = 40;
  private static final int FLAGS = 16;
  private static final MethodHandle IOCTL =
      NativeFunctions.findWithErrno(
          "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));

  private Loopback() {}

  /// Brings the interface up, unless it is.
  ///
  /// @throws IOException if the system refuses
  public static void bringUp() throws IOException {
    try (DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(REQUEST_SIZE, 8);
      request.setString(0, "lo");
      call(socket, Linux.SIOCGIFFLAGS, request);
      short flags = request.get(JAVA_SHORT, FLAGS);
      if ((flags & Linux.IFF_UP) == 0) {
        request.set(JAVA_SHORT, FLAGS, (short) (flags | Linux.IFF_UP));
        call(socket, Linux.SIOCSIFFLAGS, request);
      }
    }
  }

  private static void call(DatagramChannel socket, long operation, MemorySegment request)
      throws IOException {
    Errno errno = new Errno();
    int result;
    try {
      result =
          (int) IOCTL.invokeExact(errno.memory(), Readiness.descriptor(socket), operation, request);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
    if (result < 0) {
      throw new IOException("the loopback interface cannot be used: error " + errno.value());
    }
  }
}
