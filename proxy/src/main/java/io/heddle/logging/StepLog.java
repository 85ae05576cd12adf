package io.heddle.logging;

import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestListener;
import io.heddle.server.connection.RequestResult;
import io.heddle.server.connection.RequestTimeline.TimedStep;
import java.util.Locale;
import org.tinylog.Logger;

/// Log of the steps of each request, at level debug: the rule that has decided, and each lookup,
/// connection attempt, TLS handshake and handshake with a proxy.
///
///     connection 17: rule=default via=direct, resolve example.com 1.2 ms, connect 192.0.2.1:443 10.1 ms, …
///
/// Written at the end of the request, before its access line. Times are those of the step alone.
public final class StepLog implements RequestListener {
  @Override
  public void ended(LiveRequest request, RequestResult result) {
    if (request.route().isPresent()) {
      Logger.debug(() -> line(request));
    }
  }

  private static String line(LiveRequest request) {
    StringBuilder line =
        new StringBuilder("connection " + request.id())
            .append(": rule=")
            .append(request.route().orElseThrow().rule())
            .append(" via=")
            .append(request.upstreamPath().orElseThrow());
    if (request.timeline().isPresent()) {
      for (TimedStep step : request.timeline().get().steps()) {
        line.append(", ").append(text(step));
      }
    }
    return line.toString();
  }

  private static String text(TimedStep step) {
    double millis = (step.endedNanos() - step.begunNanos()) / 1e6;
    String text = "%s %s %.1f ms".formatted(step.word(), step.peer(), millis);
    return switch (step.state()) {
      case SUCCEEDED -> text;
      case ACTIVE, FAILED, ABANDONED -> text + " " + step.state().name().toLowerCase(Locale.ROOT);
    };
  }
}
