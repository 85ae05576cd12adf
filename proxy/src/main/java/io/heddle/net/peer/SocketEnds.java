package io.heddle.net.peer;

import io.heddle.address.Endpoint;

/// Ends of a TCP socket.
///
/// @param own its own end
/// @param peer its other end
record SocketEnds(Endpoint own, Endpoint peer) {
  // Written out, since the first client is looked up by them: generated ones make classes at run
  // time.
  @Override
  public boolean equals(Object other) {
    return other instanceof SocketEnds(Endpoint itsOwn, Endpoint itsPeer)
        && own.equals(itsOwn)
        && peer.equals(itsPeer);
  }

  @Override
  public int hashCode() {
    return 31 * own.hashCode() + peer.hashCode();
  }
}
