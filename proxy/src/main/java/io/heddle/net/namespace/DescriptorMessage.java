package io.heddle.net.namespace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.heddle.foreign.Errno;
import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import io.heddle.net.scheduler.Readiness;
import io.heddle.time.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Message on a UNIX socket that has descriptors with it (SCM_RIGHTS, unix(7)). The receiver gets
/// descriptors of its own for the same sockets.
///
///     msghdr ─┬─▶ iov ─▶ text in UTF-8, at least one byte
///             └─▶ control: cmsghdr { length, SOL_SOCKET, SCM_RIGHTS }, descriptor, descriptor, …
///
/// @param text at most 256 bytes, so that it comes in one piece
/// @param descriptors of the receiver, which closes them; at most 64
public record DescriptorMessage(String text, List<PassedDescriptor> descriptors) {
  private static final int MAX_TEXT = 256;
  private static final int MAX_DESCRIPTORS = 64;
  private static final int HEADER_SIZE = 56;
  private static final int IOV = 16;
  private static final int IOVLEN = 24;
  private static final int CONTROL = 32;
  private static final int CONTROLLEN = 40;
  private static final int CONTROL_HEADER = 16;

  private static final FunctionDescriptor CALL =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SENDMSG = NativeFunctions.findWithErrno("sendmsg", CALL);
  private static final MethodHandle RECVMSG = NativeFunctions.findWithErrno("recvmsg", CALL);

  /// Sends a text, and copies of descriptors of this process, on a socket that has sent nothing yet.
  ///
  /// @throws IOException if the system refuses
  public static void send(SocketChannel to, String text, List<Integer> descriptors)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment control = arena.allocate(controlSize(descriptors.size()), 8);
      control.set(JAVA_LONG, 0, CONTROL_HEADER + 4L * descriptors.size());
      control.set(JAVA_INT, 8, Linux.SOL_SOCKET);
      control.set(JAVA_INT, 12, Linux.SCM_RIGHTS);
      for (int i = 0; i < descriptors.size(); i++) {
        control.set(JAVA_INT, CONTROL_HEADER + 4L * i, descriptors.get(i));
      }
      MemorySegment data = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, data, JAVA_BYTE, 0, bytes.length);
      Errno errno = new Errno();
      long sent = call(SENDMSG, errno, to, header(arena, data, control), 0);
      if (sent != bytes.length) {
        throw new IOException("descriptors cannot be sent: error " + errno.value());
      }
    }
  }

  /// Waits for a message.
  ///
  /// @param from in non-blocking mode
  /// @throws EOFException if the sender has ended without one
  public static DescriptorMessage receive(SocketChannel from, Deadline deadline)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment control = arena.allocate(controlSize(MAX_DESCRIPTORS), 8);
      MemorySegment data = arena.allocate(MAX_TEXT);
      MemorySegment header = header(arena, data, control);
      int flags = Linux.MSG_DONTWAIT | Linux.MSG_CMSG_CLOEXEC;
      Errno errno = new Errno();
      long length;
      while ((length = call(RECVMSG, errno, from, header, flags)) < 0) {
        if (errno.value() != Linux.EAGAIN && errno.value() != Linux.EINTR) {
          throw new IOException("descriptors cannot be received: error " + errno.value());
        }
        Readiness.await(from, Readiness.Event.READABLE, deadline);
      }
      if (length == 0) {
        throw new EOFException("no descriptor was sent");
      }
      byte[] text = data.asSlice(0, length).toArray(JAVA_BYTE);
      return new DescriptorMessage(
          new String(text, StandardCharsets.UTF_8), descriptors(header, control));
    }
  }

  private static List<PassedDescriptor> descriptors(MemorySegment header, MemorySegment control) {
    List<PassedDescriptor> found = new ArrayList<>();
    boolean present =
        header.get(JAVA_LONG, CONTROLLEN) >= CONTROL_HEADER
            && control.get(JAVA_INT, 8) == Linux.SOL_SOCKET
            && control.get(JAVA_INT, 12) == Linux.SCM_RIGHTS;
    long end = present ? control.get(JAVA_LONG, 0) : 0;
    for (long at = CONTROL_HEADER; at + 4 <= end; at += 4) {
      found.add(new PassedDescriptor(control.get(JAVA_INT, at)));
    }
    return found;
  }

  private static MemorySegment header(Arena arena, MemorySegment data, MemorySegment control) {
    MemorySegment vector = arena.allocate(16, 8);
    vector.set(ADDRESS, 0, data);
    vector.set(JAVA_LONG, 8, data.byteSize());
    MemorySegment header = arena.allocate(HEADER_SIZE, 8);
    header.set(ADDRESS, IOV, vector);
    header.set(JAVA_LONG, IOVLEN, 1);
    header.set(ADDRESS, CONTROL, control);
    header.set(JAVA_LONG, CONTROLLEN, control.byteSize());
    return header;
  }

  private static long controlSize(int descriptors) {
    return CONTROL_HEADER + (4L * descriptors + 7) / 8 * 8;
  }

  private static long call(
      MethodHandle function, Errno errno, SocketChannel channel, MemorySegment header, int flags) {
    try {
      return (long)
          function.invokeExact(errno.memory(), Readiness.descriptor(channel), header, flags);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }
}
