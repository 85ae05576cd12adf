package io.heddle.net.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.heddle.address.Endpoint;
import io.heddle.foreign.Errno;
import io.heddle.foreign.Linux;
import io.heddle.foreign.NativeFunctions;
import io.heddle.sockdiag.SockDiagReply;
import io.heddle.sockdiag.SockDiagRequest;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Netlink socket for questions to sock_diag. The kernel puts its answer into the socket before the
/// question's system call returns, so nothing waits here. Not thread-safe.
final class SockDiagSocket implements AutoCloseable {
  /// Whether the memory layouts are those of this system.
  static final boolean AVAILABLE = Linux.isLittleEndian64();

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_SOCK_DIAG = 4;

  /// Found when first used, since other systems have no netlink.
  private static final class Functions {
    private static final MethodHandle SOCKET =
        NativeFunctions.findWithErrno(
            "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SEND =
        NativeFunctions.find(
            "send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle RECV =
        NativeFunctions.find(
            "recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  }

  /// Found when first used, since sockets are seldom closed, and each function takes ten milliseconds.
  private static final class CloseFunction {
    private static final MethodHandle CLOSE =
        NativeFunctions.find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  private final int descriptor;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(SockDiagReply.MAX_LENGTH);
  private final MemorySegment memory = MemorySegment.ofBuffer(buffer);
  private final ByteWriter out = new ByteWriter(SockDiagRequest.LENGTH);
  private int sequence;

  private SockDiagSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Opens a socket, which the caller closes.
  ///
  /// @throws NoDescriptorException if there may be one later
  /// @throws IOException if the system has none
  static SockDiagSocket open() throws IOException {
    Errno errno = new Errno();
    int descriptor = socket(errno);
    if (descriptor >= 0) {
      return new SockDiagSocket(descriptor);
    }
    throw switch (errno.value()) {
      case Linux.EMFILE, Linux.ENFILE, Linux.ENOMEM, Linux.ENOBUFS -> new NoDescriptorException();
      default -> new IOException("no netlink socket: error " + errno.value());
    };
  }

  /// Failure for want of descriptors or memory.
  static final class NoDescriptorException extends IOException {
    private static final long serialVersionUID = 1L;

    NoDescriptorException() {
      super("no descriptor is left");
    }
  }

  /// Asks for the TCP socket with these ends.
  ///
  /// @param socket its own end
  /// @return empty if the kernel knows none
  /// @throws IOException if there is no answer; then the socket is of no use any more
  Optional<SockDiagReply.SocketEntry> ask(Endpoint socket, Endpoint peer) throws IOException {
    out.clear();
    new SockDiagRequest(++sequence, socket, peer).write(out);
    buffer.clear().put(out.toBuffer());
    if (send(out.size()) != out.size()) {
      throw new IOException("the question cannot be sent");
    }
    int length = receive();
    if (length <= 0) {
      throw new IOException("no answer");
    }
    SockDiagReply reply = read(buffer.clear().limit(length));
    if (reply.sequence() != sequence) {
      throw new IOException("the answer to another question");
    }
    return reply instanceof SockDiagReply.SocketEntry entry ? Optional.of(entry) : Optional.empty();
  }

  private static SockDiagReply read(ByteBuffer message) throws IOException {
    try {
      return SockDiagReply.read(new ByteReader(into -> take(message, into), message.remaining()));
    } catch (MalformedException e) {
      throw new IOException(e.getMessage());
    }
  }

  private static int take(ByteBuffer message, ByteBuffer into) {
    if (!message.hasRemaining()) {
      return -1;
    }
    int count = Math.min(message.remaining(), into.remaining());
    into.put(message.slice(message.position(), count));
    message.position(message.position() + count);
    return count;
  }

  private static int socket(Errno errno) {
    try {
      return (int)
          Functions.SOCKET.invokeExact(
              errno.memory(), AF_NETLINK, SOCK_RAW | Linux.SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  private long send(int length) {
    try {
      return (long)
          Functions.SEND.invokeExact(descriptor, memory, (long) length, Linux.MSG_DONTWAIT);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  private int receive() {
    try {
      return (int)
          (long)
              Functions.RECV.invokeExact(descriptor, memory, memory.byteSize(), Linux.MSG_DONTWAIT);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }

  @Override
  public void close() {
    try {
      int _ = (int) CloseFunction.CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw NativeFunctions.impossible(e);
    }
  }
}
