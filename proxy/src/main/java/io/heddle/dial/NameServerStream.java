package io.heddle.dial;

import io.heddle.dns.DnsMessage;
import io.heddle.jdk.BlockingCheck;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Query to a name server by TCP, where a length of two bytes is before each message (RFC 1035
/// §4.2.2). Blocks its thread.
final class NameServerStream {
  private static final int LENGTH = 2;

  private NameServerStream() {}

  /// The answer to a query.
  ///
  /// @throws RefusedException if there is none in time, or something else
  static DnsMessage ask(
      InetSocketAddress server, DnsMessage query, NameServerFailures failures, Deadline deadline)
      throws RefusedException {
    assert BlockingCheck.isAllowed();
    try (Socket socket = new Socket()) {
      socket.connect(server, millis(deadline));
      byte[] bytes = NameServerQuery.bytes(query);
      ByteBuffer framed = ByteBuffer.allocate(LENGTH + bytes.length);
      socket.getOutputStream().write(framed.putShort((short) bytes.length).put(bytes).array());
      byte[] length = read(socket, LENGTH, deadline);
      DnsMessage answer =
          DnsMessage.read(
              read(socket, Short.toUnsignedInt(ByteBuffer.wrap(length).getShort()), deadline));
      if (!answer.answers(query) || answer.isTruncated()) {
        throw failures.malformed("an answer to something else");
      }
      return answer;
    } catch (SocketTimeoutException e) {
      throw failures.silent();
    } catch (MalformedException e) {
      throw failures.malformed(e.getMessage());
    } catch (IOException e) {
      throw failures.unreachable(e);
    }
  }

  private static byte[] read(Socket socket, int count, Deadline deadline) throws IOException {
    byte[] bytes = new byte[count];
    InputStream in = socket.getInputStream();
    int end = 0;
    while (end < count) {
      socket.setSoTimeout(millis(deadline));
      int more = in.read(bytes, end, count - end);
      if (more < 0) {
        throw new EOFException("it has closed the connection");
      }
      end += more;
    }
    return bytes;
  }

  /// The remaining time for a socket, to which 0 means that there is no limit.
  ///
  /// @throws SocketTimeoutException if there is none
  static int millis(Deadline deadline) throws SocketTimeoutException {
    long nanos = deadline.remaining();
    if (nanos <= 0) {
      throw new SocketTimeoutException();
    }
    return Math.max(1, Math.toIntExact(Duration.ofNanos(nanos).toMillis()));
  }
}
