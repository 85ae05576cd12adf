package io.heddle.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heddle.server.connection.RequestRecord;
import io.heddle.server.connection.RequestTimeline.TimedStep;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Timings of one entry of an HTTP Archive, in milliseconds; -1 for what is not known.
///
///     blocked │ dns │ connect, with ssl in it │ send, wait │ receive      in sum: the whole time
///
/// Steps that went on at once, as to several addresses, count once. `send`, `wait` and `receive` may
/// not be -1: without a first byte, all that is left is `wait`.
record HarTimings(
    double blocked, double dns, double connect, double ssl, double waiting, double receiving) {
  private static final double UNKNOWN = -1;

  static HarTimings of(RequestRecord record) {
    List<TimedStep> steps = record.steps();
    long end = record.endedNanos();
    long firstByte = record.firstByteNanos();
    long ready = record.startedNanos();
    for (TimedStep step : steps) {
      ready = Math.max(ready, step.endedNanos());
    }
    double dns = duration(steps, Set.of("resolve"));
    double connect = duration(steps, Set.of("connect", "tls", "handshake"));
    double beforeAnswer = RequestsJson.millis(ready - record.startedNanos());
    double receiving = firstByte == 0 ? 0 : RequestsJson.millis(end - firstByte);
    double waiting = Math.max(0, RequestsJson.millis((firstByte == 0 ? end : firstByte) - ready));
    double known = Math.max(0, dns) + Math.max(0, connect);
    return new HarTimings(
        steps.isEmpty() ? UNKNOWN : Math.max(0, beforeAnswer - known),
        dns,
        connect,
        duration(steps, Set.of("tls")),
        waiting,
        receiving);
  }

  /// The time in which at least one of these steps went on.
  private static double duration(List<TimedStep> steps, Set<String> words) {
    List<TimedStep> wanted = steps.stream().filter(step -> words.contains(step.word())).toList();
    if (wanted.isEmpty()) {
      return UNKNOWN;
    }
    long sum = 0;
    long until = wanted.getFirst().begunNanos();
    for (TimedStep step : wanted) {
      long from = Math.max(until, step.begunNanos());
      sum += Math.max(0, step.endedNanos() - from);
      until = Math.max(until, step.endedNanos());
    }
    return RequestsJson.millis(sum);
  }

  /// The sum of all, of which `ssl` is a part of `connect`.
  double total() {
    return Math.max(0, blocked) + Math.max(0, dns) + Math.max(0, connect) + waiting + receiving;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("timings");
    json.writeNumberField("blocked", blocked);
    json.writeNumberField("dns", dns);
    json.writeNumberField("connect", connect);
    json.writeNumberField("ssl", ssl);
    json.writeNumberField("send", 0);
    json.writeNumberField("wait", waiting);
    json.writeNumberField("receive", receiving);
    json.writeEndObject();
  }
}
