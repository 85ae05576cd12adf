package io.heddle.relay;

import io.heddle.foreign.Errno;
import java.io.IOException;

/// Pipe of the kernel through which [Splice] moves bytes. Counts the bytes in it, since only an empty
/// pipe may serve the next stream.
final class Pipe {
  /// The size to ask for, in bytes, and the most that one splice moves.
  static final int CAPACITY = 1 << 20;

  private final int input;
  private final int output;
  private final Errno errno;
  private int filled;

  /// A pipe of two descriptors, which [#close] closes.
  ///
  /// @param errno of the calls that move bytes through it
  Pipe(int input, int output, Errno errno) {
    this.input = input;
    this.output = output;
    this.errno = errno;
  }

  /// Moves the bytes of the socket, up to the capacity, into this empty pipe.
  ///
  /// @return the number of bytes; 0 if there are none yet; [Transfer#END] at the end of the stream
  int fillFrom(int socket) throws IOException {
    int count = Splice.splice(errno, socket, input, CAPACITY);
    filled = Math.max(0, count);
    return count == 0 ? Transfer.END : Math.max(0, count);
  }

  /// Moves bytes out of this pipe, as many as the socket takes.
  ///
  /// @return the number of bytes; 0 if the socket takes none now
  int drainTo(int socket) throws IOException {
    int moved = Math.max(0, Splice.splice(errno, output, socket, filled));
    filled -= moved;
    return moved;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  void close() {
    Splice.close(input);
    Splice.close(output);
  }
}
