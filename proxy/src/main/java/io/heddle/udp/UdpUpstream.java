package io.heddle.udp;

import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.upstream.RelayChain;
import java.io.IOException;

/// An outbound that leads through other proxies, as an association knows it.
public interface UdpUpstream {
  /// Its name, by which it is told from others.
  String name();

  /// Associates with the other proxies. The caller closes what comes of it.
  ///
  /// @throws RefusedException if one of them refuses or fails
  /// @throws IOException if the thread was interrupted
  RelayChain open() throws RefusedException, IOException;

  /// Told each time its datagrams are dropped from now on, since it could not be opened or has
  /// broken.
  void failed(Refusal why);
}
