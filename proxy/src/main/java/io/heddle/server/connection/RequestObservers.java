package io.heddle.server.connection;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Observers of the requests of all connections: listeners, some of which come and go, and the history
/// while somebody may ask for it.
///
/// Without a history, a request costs one look at this, has no timeline, and leaves nothing.
public final class RequestObservers {
  private final List<RequestListener> listeners;
  private final ClientPrograms programs;
  private volatile boolean programsLogged;
  private volatile Optional<RequestHistory> history = Optional.empty();
  private int historyUsers;

  /// @param listeners that stay, in the order in which they are told
  /// @param open tells the open connections
  RequestObservers(List<RequestListener> listeners, Supplier<Collection<LiveConnection>> open) {
    this.listeners = new CopyOnWriteArrayList<>(listeners);
    programs = new ClientPrograms(open);
  }

  /// The listeners, in the order in which they are told.
  List<RequestListener> listeners() {
    return listeners;
  }

  /// The number of listeners.
  public int listenerCount() {
    return listeners.size();
  }

  /// Adds a listener, after all others.
  public void addListener(RequestListener added) {
    listeners.add(added);
  }

  /// Removes a listener.
  public void removeListener(RequestListener removed) {
    listeners.remove(removed);
  }

  /// The programs of clients.
  public ClientPrograms programs() {
    return programs;
  }

  /// Finds the programs of new connections from now on, since lines of the log name them.
  public void logPrograms() {
    programsLogged = true;
  }

  /// Tells of a new connection.
  void connected(LiveConnection connection) {
    if (programsLogged || history.isPresent()) {
      programs.connected(connection);
    }
  }

  /// Keeps the history of requests from now on, until [#releaseHistory] has been called as often as
  /// this.
  public synchronized void keepHistory() {
    historyUsers++;
    if (history.isEmpty()) {
      history = Optional.of(new RequestHistory());
    }
  }

  /// Forgets the history, unless another user needs it.
  public synchronized void releaseHistory() {
    historyUsers--;
    if (historyUsers == 0) {
      history = Optional.empty();
    }
  }

  /// The history, while it is kept.
  public Optional<RequestHistory> history() {
    return history;
  }

  /// The timeline of a request that begins; empty while no history is kept.
  Optional<RequestTimeline> newTimeline() {
    return history.isPresent() ? Optional.of(new RequestTimeline()) : Optional.empty();
  }

  /// Tells all of the end of a request.
  void ended(LiveRequest request, RequestResult result) {
    listeners.forEach(listener -> listener.ended(request, result));
    Optional<RequestHistory> kept = history;
    if (kept.isPresent()) {
      kept.get().add(request, result);
    }
  }
}
