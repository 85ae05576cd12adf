package io.heddle.app;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Check at the start that the process may open what one connection needs. Else it would say that it
/// listens, and serve nobody.
public final class DescriptorCheck {
  /// The sockets of a client, of a lookup and of a race of two addresses, two pipes of a relay in the
  /// kernel, and the control socket with a client.
  private static final int NEEDED = 10;

  private DescriptorCheck() {}

  /// Opens [#NEEDED] descriptors, and closes them.
  ///
  /// @throws AppException if the process may not open so many
  public static void check() throws AppException {
    List<SocketChannel> opened = new ArrayList<>();
    try {
      while (opened.size() < NEEDED) {
        opened.add(SocketChannel.open());
      }
    } catch (IOException e) {
      throw AppException.failed(
          "cannot serve: %s; only %d more descriptors can be opened (ulimit -n), and %d are needed"
              .formatted(e.getMessage(), opened.size(), NEEDED));
    } finally {
      opened.forEach(DescriptorCheck::close);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It was never connected, so nothing is lost.
    }
  }
}
