package io.heddle.udp;

import io.heddle.net.scheduler.ReadySet;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;

/// Open [RelayPath] of one association: what comes in by it, and the control connections that keep
/// it open. For the thread of the association.
final class RelaySession implements AutoCloseable {
  private final RelayChain chain;
  private final RelayPath path;
  private final DatagramFlow download;
  private final List<ControlConnection> controls;

  /// Takes over `chain` and `path`.
  ///
  /// @param download from the path
  RelaySession(RelayChain chain, RelayPath path, DatagramFlow download) {
    this.chain = chain;
    this.path = path;
    this.download = download;
    controls = chain.hops().stream().map(hop -> new ControlConnection(hop.control())).toList();
  }

  RelayPath path() {
    return path;
  }

  /// Adds what the session waits for.
  void addTo(ReadySet waits) {
    controls.forEach(control -> control.addTo(waits));
    download.addTo(waits);
  }

  /// Relays what has come.
  ///
  /// @return whether the session goes on: not if another proxy has ended its part, or the port fails
  /// @throws ClosedByInterruptException if the thread is interrupted
  boolean run(ReadySet ready) throws ClosedByInterruptException {
    try {
      for (ControlConnection control : controls) {
        if (control.run(ready) != ControlConnection.State.OPEN) {
          return false;
        }
      }
      download.run(ready);
      return true;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    download.close();
    path.close();
    chain.close();
  }
}
