package io.heddle.udp;

import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.upstream.AssociationChain;
import java.io.IOException;

/// Outbound through other proxies, as an association sees it.
public interface UdpUpstream {
  /// The name of the outbound. Two upstreams of one name are the same.
  String name();

  /// Opens an association with each of the other proxies. The caller closes the result.
  ///
  /// @throws RefusedException if one of the proxies refuses or fails
  /// @throws IOException if the thread was interrupted
  AssociationChain open() throws RefusedException, IOException;

  /// Reports that the upstream could not be opened or has broken. Its datagrams are dropped until it
  /// is opened again.
  void reportFailure(Refusal why);
}
