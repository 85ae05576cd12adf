package io.heddle.sockdiag;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Kernel's answer to a [SockDiagRequest]: the socket, or an error.
public sealed interface SockDiagReply {
  /// The longest message that is read. The kernel adds attributes that nobody has asked for.
  int MAX_LENGTH = 4096;

  /// `NLMSG_ERROR`.
  int ERROR = 2;

  /// Length of the header.
  int HEADER = 16;

  /// Number of the request.
  int sequence();

  /// Appends the message.
  void write(ByteWriter out);

  /// Socket (`inet_diag_msg`, after the header). Attributes behind it are skipped.
  ///
  ///     +--------+-------+-------+---------+------+---------+--------+--------+-----+-------+
  ///     | FAMILY | STATE | TIMER | RETRANS | ENDS | EXPIRES | RQUEUE | WQUEUE | UID | INODE |
  ///     +--------+-------+-------+---------+------+---------+--------+--------+-----+-------+
  ///     |   1    |   1   |   1   |    1    |  48  |    4    |   4    |   4    |  4  |   4   |
  ///     +--------+-------+-------+---------+------+---------+--------+--------+-----+-------+
  ///
  /// @param state as in the kernel's `tcp_states.h`
  /// @param user number of the user that opened it, unsigned. It says nothing without an inode: the
  ///     kernel gives sockets that no process has open to user 0
  /// @param inode number of the open socket, unsigned; 0 if no process has it open
  record SocketEntry(int sequence, int state, int user, int inode) implements SockDiagReply {
    static final int BODY = 72;
    private static final int ESTABLISHED = 1;
    private static final int SYN_RECEIVED = 3;
    private static final int TIME_WAIT = 6;
    private static final int CLOSED = 7;
    private static final int LISTENING = 10;
    private static final int LAST_STATE = 12;

    public SocketEntry {
      if (state < ESTABLISHED || state > LAST_STATE) {
        throw new IllegalArgumentException("no state of a TCP socket");
      }
    }

    /// Whether a process has it open as one end of a connection.
    public boolean isOpenConnection() {
      return inode != 0
          && state != SYN_RECEIVED
          && state != TIME_WAIT
          && state != CLOSED
          && state < LISTENING;
    }

    @Override
    public void write(ByteWriter out) {
      header(out, HEADER + BODY, SockDiagRequest.SOCK_DIAG_BY_FAMILY, sequence);
      out.u8(0).u8(state).u16(0).bytes(new byte[60]);
      out.u32(Integer.reverseBytes(user)).u32(Integer.reverseBytes(inode));
    }

    private static SocketEntry read(int sequence, int length, ByteReader in)
        throws IOException, MalformedException {
      requireLength(length, HEADER + BODY);
      in.u8();
      int state = in.u8();
      if (state < ESTABLISHED || state > LAST_STATE) {
        throw new MalformedException("no state of a TCP socket");
      }
      in.u16();
      in.bytes(60);
      int user = Integer.reverseBytes(in.u32());
      int inode = Integer.reverseBytes(in.u32());
      skip(length - HEADER - BODY, in);
      return new SocketEntry(sequence, state, user, inode);
    }
  }

  /// Error (`nlmsgerr`, after the header). The request, which follows it, is skipped.
  ///
  ///     +-------+-----+
  ///     | ERROR | ... |
  ///     +-------+-----+
  ///     |   4   |     |
  ///     +-------+-----+
  ///
  /// @param error number of `errno.h`, such as 2 (ENOENT) for no such socket
  record SockDiagError(int sequence, int error) implements SockDiagReply {
    static final int BODY = 4;

    @Override
    public void write(ByteWriter out) {
      header(out, HEADER + BODY, ERROR, sequence);
      out.u32(Integer.reverseBytes(-error));
    }

    private static SockDiagError read(int sequence, int length, ByteReader in)
        throws IOException, MalformedException {
      requireLength(length, HEADER + BODY);
      int error = -Integer.reverseBytes(in.u32());
      skip(length - HEADER - BODY, in);
      return new SockDiagError(sequence, error);
    }
  }

  /// Reads a message.
  static SockDiagReply read(ByteReader in) throws IOException, MalformedException {
    int length = Integer.reverseBytes(in.u32());
    int type = Short.reverseBytes((short) in.u16());
    in.u16();
    int sequence = Integer.reverseBytes(in.u32());
    in.u32();
    return switch (type) {
      case SockDiagRequest.SOCK_DIAG_BY_FAMILY -> SocketEntry.read(sequence, length, in);
      case ERROR -> SockDiagError.read(sequence, length, in);
      default -> throw new MalformedException("a message of type " + type);
    };
  }

  /// Skips bytes one by one, so that no buffer grows for what is only announced.
  private static void skip(int count, ByteReader in) throws IOException {
    for (int i = 0; i < count; i++) {
      in.u8();
    }
  }

  private static void requireLength(int length, int least) throws MalformedException {
    if (length < least || length > MAX_LENGTH) {
      throw new MalformedException("a message of " + length + " bytes");
    }
  }

  private static void header(ByteWriter out, int length, int type, int sequence) {
    out.u32(Integer.reverseBytes(length))
        .u16(Short.reverseBytes((short) type))
        .u16(0)
        .u32(Integer.reverseBytes(sequence))
        .u32(0);
  }
}
