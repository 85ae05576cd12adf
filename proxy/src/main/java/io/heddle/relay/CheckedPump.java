package io.heddle.relay;

import io.heddle.net.Connection;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Pump whose first bytes are checked before any of them is moved. A relay without a check has a bare
/// [Pump], which does not know of this.
///
/// @param onFailure told if the bytes are denied, or the source broke before
record CheckedPump(Pump pump, Connection source, FirstBytes check, Consumer<IOException> onFailure)
    implements Callable<Object> {

  @Override
  public Object call() throws IOException {
    try {
      // The wait for a client that speaks second may be long.
      source.reader().releaseBuffer();
      source.awaitPayload();
      check.arrived(source);
    } catch (IOException e) {
      onFailure.accept(e);
      throw e;
    }
    return pump.call();
  }
}
