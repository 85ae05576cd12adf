package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.server.connection.AccessLog;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestListener;
import io.heddle.server.connection.RequestObservers;
import io.heddle.server.connection.RequestResult;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/// Access lines of the requests that end from now on, whatever the log is configured to write: for
/// `heddle tail`.
///
/// Each reader has a queue of limited size. A connection adds its line and never waits; a line for
/// which there is no room is counted, and the reader is told the number.
final class LogFeed implements AdminHandler {
  /// Limit of the readers at one time.
  static final int MAX_READERS = 8;

  /// Limit of the characters that wait for one reader.
  static final int MAX_WAITING = 256 * 1024;

  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final ProxyMonitor proxy;
  private final Semaphore readers = new Semaphore(MAX_READERS);

  LogFeed(ProxyMonitor proxy) {
    this.proxy = proxy;
  }

  /// The handler of readers that see the requests at one listener alone.
  AdminHandler of(Address listener) {
    return request -> handle(request, one -> one.listener().equals(listener));
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return handle(request, _ -> true);
  }

  private AdminResponse handle(AdminRequest request, Predicate<LiveRequest> shown) {
    if (request.method().equals("HEAD")) {
      return AdminResponse.text(200, "");
    }
    if (!readers.tryAcquire()) {
      return AdminResponse.text(503, "the log has " + MAX_READERS + " readers, the limit");
    }
    RequestObservers observers = proxy.server().connections().observers();
    LineQueue queue = new LineQueue(shown);
    observers.addListener(queue);
    return AdminResponse.of(
        "text/plain; charset=utf-8",
        new ResponseStream() {
          @Override
          public Duration period() {
            return PERIOD;
          }

          @Override
          public String next() {
            return queue.take();
          }

          @Override
          public void close() {
            observers.removeListener(queue);
            readers.release();
          }
        });
  }

  /// Queue of the lines for one reader.
  static final class LineQueue implements RequestListener {
    private final Predicate<LiveRequest> shown;
    private final StringBuilder lines = new StringBuilder();
    private long dropped;

    /// @param shown whether a request has a line
    LineQueue(Predicate<LiveRequest> shown) {
      this.shown = shown;
    }

    @Override
    public void ended(LiveRequest request, RequestResult result) {
      if (shown.test(request)) {
        add(
            CLOCK.format(LocalTime.now(ZoneId.systemDefault()))
                + " "
                + AccessLog.line(request, result));
      }
    }

    synchronized void add(String line) {
      if (lines.length() + line.length() > MAX_WAITING) {
        dropped++;
      } else {
        lines.append(line).append('\n');
      }
    }

    /// The lines that wait, and the number of those that were dropped after them.
    synchronized String take() {
      if (dropped > 0) {
        lines.append("… ").append(dropped).append(" lines dropped: this reader is too slow\n");
        dropped = 0;
      }
      String taken = lines.toString();
      lines.setLength(0);
      lines.trimToSize();
      return taken;
    }
  }
}
