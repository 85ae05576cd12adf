package io.heddle.relay;

import io.heddle.foreign.Errno;
import java.io.IOException;

/// A pipe of the kernel, through which [Splice] moves bytes. Knows how much is in it, since only an
/// empty one may serve the next stream.
final class Pipe {
  /// What one splice may move; also the size asked for.
  static final int CAPACITY = 1 << 20;

  private final int input;
  private final int output;
  private final Errno errno;
  private int filled;

  /// A pipe over two descriptors, which [#close] closes.
  ///
  /// @param errno of the calls that move bytes through it
  Pipe(int input, int output, Errno errno) {
    this.input = input;
    this.output = output;
    this.errno = errno;
  }

  /// Moves what the socket has, up to the capacity, into this empty pipe.
  ///
  /// @return how many bytes, 0 if there are none yet, [Transfer#END] at the end of the stream
  int fillFrom(int socket) throws IOException {
    int count = Splice.splice(errno, socket, input, CAPACITY);
    filled = Math.max(0, count);
    return count == 0 ? Transfer.END : Math.max(0, count);
  }

  /// Moves what it can out of this pipe.
  ///
  /// @return how many bytes, 0 if the socket takes none now
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
