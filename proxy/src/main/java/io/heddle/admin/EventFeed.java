package io.heddle.admin;

import io.heddle.server.connection.RequestRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Server-sent events for the status page: once a second the status, as `/status` has it, and the
/// requests that have ended since, as `/requests` has them.
///
///     event: requests
///     id: 1042                 the last request in it, from which a browser goes on after a break
///     data: {"requests":[…]}
///
///     event: status
///     data: {"version":…}
///
/// A client keeps nothing here but the number of the last request that it was sent. The events of
/// every change, pushed by the connections, were rejected: they would need a queue for each client.
final class EventFeed implements AdminHandler {
  /// Limit of the clients at one time.
  static final int MAX_CLIENTS = 16;

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ProxyMonitor proxy;
  private final Semaphore clients = new Semaphore(MAX_CLIENTS);

  EventFeed(ProxyMonitor proxy) {
    this.proxy = proxy;
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    long since;
    try {
      since =
          Long.parseLong(
              request
                  .fields()
                  .firstValue("Last-Event-ID")
                  .or(() -> request.parameter("since"))
                  .orElse("0"));
    } catch (IllegalArgumentException e) {
      return AdminResponse.text(400, "since must be the id of a request");
    }
    if (request.method().equals("HEAD")) {
      return AdminResponse.of(200, "text/event-stream", "");
    }
    return clients.tryAcquire()
        ? AdminResponse.of("text/event-stream", new Subscription(since))
        : AdminResponse.text(
            503, "there are " + MAX_CLIENTS + " readers of events, the limit: close other pages");
  }

  /// Stream of the events for one client.
  private final class Subscription implements ResponseStream {
    private long last;

    Subscription(long last) {
      this.last = last;
    }

    @Override
    public Duration period() {
      return PERIOD;
    }

    @Override
    public String next() {
      List<RequestRecord> ended = proxy.requests(last);
      StringBuilder events = new StringBuilder();
      if (!ended.isEmpty()) {
        last = ended.getFirst().id();
        events.append("event: requests\nid: ").append(last).append("\ndata: ");
        events.append(RequestsJson.of(ended)).append('\n');
      }
      String status = StatusJson.of(proxy.status());
      return events.append("event: status\ndata: ").append(status).append('\n').toString();
    }

    @Override
    public void close() {
      clients.release();
    }
  }
}
