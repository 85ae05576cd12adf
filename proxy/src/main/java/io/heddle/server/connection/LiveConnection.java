package io.heddle.server.connection;

import io.heddle.address.Address;
import io.heddle.request.Refusal;
import io.heddle.route.ProgramNames;
import io.heddle.server.connection.RequestState.OpenState;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/// Open connection of a client, or an open stream of its HTTP/2 connection.
///
/// Its thread serves it and is the only one that changes its requests. Other threads may read it,
/// abort it, and have it closed when it is idle.
public final class LiveConnection implements ProgramNames {
  private final long id;
  private final Address listener;
  private final RequestObservers observers;
  private final Thread thread = Thread.currentThread();
  private final ClientProgram program = new ClientProgram();
  private volatile Address client;
  private volatile Optional<Refusal> refusal;
  private volatile long activeSinceNanos;
  private volatile Optional<LiveRequest> current = Optional.empty();
  private volatile boolean closedByAdmin;
  private boolean hadRequest;
  private boolean idle;
  private boolean closing;
  private Optional<Runnable> onClosing = Optional.empty();

  /// A connection that is served by the calling thread and has a pending request. The thread gets
  /// the number of the connection as its name, so that a thread dump can be read with the log.
  LiveConnection(
      long id,
      Address client,
      Address listener,
      Optional<Refusal> refusal,
      RequestObservers observers) {
    this.id = id;
    this.client = client;
    this.listener = listener;
    this.refusal = refusal;
    this.observers = observers;
    thread.setName("conn-" + id);
    beginRequest();
  }

  /// The number of this connection, counted from the start of the program.
  public long id() {
    return id;
  }

  /// The client's end. Another one than that of the socket, if a PROXY header said so.
  public Address client() {
    return client;
  }

  /// The address at which it was accepted.
  public Address listener() {
    return listener;
  }

  /// The program of the client, as far as it is known.
  public ClientProgram program() {
    return program;
  }

  @Override
  public Collection<String> names() throws IOException {
    return observers.programs().find(this).names();
  }

  RequestObservers observers() {
    return observers;
  }

  /// The time at which the current request began, or else the latest one, on the clock of
  /// [System#nanoTime].
  public long activeSinceNanos() {
    return activeSinceNanos;
  }

  /// The current request; empty while the connection is idle.
  public Optional<LiveRequest> current() {
    return current;
  }

  /// The current request, for the thread that serves it.
  public LiveRequest request() {
    return current.orElseThrow();
  }

  /// The fault of the current request's rule, or the faults of its datagrams; empty for none.
  public String fault() {
    return current.map(LiveRequest::fault).orElse("");
  }

  private void beginRequest() {
    LiveRequest request = new LiveRequest(this);
    activeSinceNanos = request.startedNanos();
    current = Optional.of(request);
  }

  /// Forgets the current request, with all that it holds, and tells all listeners of its end.
  void requestEnded(LiveRequest request, RequestResult result) {
    current = Optional.empty();
    hadRequest = true;
    observers.ended(request, result);
  }

  /// Ends the current request of a client that has left.
  void abandonRequest() {
    if (current.isEmpty()) {
      return;
    }
    LiveRequest request = current.get();
    if (request.proxyRequest().isPresent()) {
      request.end(
          closedByAdmin ? new RequestResult.ClosedByAdmin() : new RequestResult.RequestAbandoned());
    } else if (!hadRequest) {
      observers.listeners().forEach(each -> each.neverReceived(request));
    }
  }

  /// The refusal of its request, whatever that is: the connection exceeds a limit, or its client may
  /// not use the listener. Empty if it is served.
  public Optional<Refusal> refusal() {
    return refusal;
  }

  /// Makes it the connection of another client.
  void identify(Address newClient, Optional<Refusal> newRefusal) {
    client = newClient;
    refusal = newRefusal;
  }

  /// Ends the connection: its thread is interrupted and closes everything.
  public void abort() {
    thread.interrupt();
  }

  /// Ends the connection as a person has asked for.
  public void closeByAdmin() {
    closedByAdmin = true;
    abort();
  }

  boolean isClosedByAdmin() {
    return closedByAdmin;
  }

  /// Ends the connection if its client has not sent a whole request yet. A connection that several
  /// threads serve goes on.
  public synchronized void closeIfPending() {
    if (onClosing.isEmpty()
        && current.filter(request -> request.state() == OpenState.PENDING).isPresent()) {
      abort();
    }
  }

  /// Ends the connection when it has no request: now if it is idle, else after the current one.
  public synchronized void closeWhenIdle() {
    closing = true;
    onClosing.ifPresent(Runnable::run);
    if (idle) {
      abort();
    }
  }

  /// Has `action` run when the connection is to be closed, for a connection that several threads
  /// serve.
  public synchronized void onClosing(Runnable action) {
    onClosing = Optional.of(action);
    if (closing) {
      action.run();
    }
  }

  /// Notes that the connection waits for its next request.
  ///
  /// @return whether it may: not if it is to be closed or is refused
  synchronized boolean markIdle() {
    idle = true;
    return !closing && refusal.isEmpty();
  }

  /// Notes that the next request has begun to arrive.
  ///
  /// @return whether it may be served
  synchronized boolean markActive() {
    idle = false;
    beginRequest();
    return !closing;
  }
}
