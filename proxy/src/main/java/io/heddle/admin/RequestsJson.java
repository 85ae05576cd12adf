package io.heddle.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heddle.address.Endpoint;
import io.heddle.server.connection.RequestRecord;
import io.heddle.server.connection.RequestRecord.DatagramTotals;
import io.heddle.server.connection.RequestTimeline;
import io.heddle.server.connection.RequestTimeline.TimedStep;
import io.heddle.server.connection.Requested;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Requests that have ended, with their timelines, as JSON. Times in a timeline are milliseconds since
/// the request began:
///
///     "timeline": [
///       {"step": "resolve", "peer": "example.org", "start": 0.112, "time": 1.204, "state": "succeeded"},
///       {"step": "connect", "peer": "192.0.2.1:443", "start": 1.33, "time": 10.1, "state": "succeeded"},
///       {"step": "first-byte", "start": 21.7},
///       {"step": "end", "start": 40.002}]
final class RequestsJson {
  private RequestsJson() {}

  /// @param records newest first
  static String of(List<RequestRecord> records) {
    return StatusJson.json(json -> {
      json.writeStartObject();
      StatusJson.array(json, "requests", records, RequestsJson::request);
      json.writeEndObject();
    });
  }

  private static void request(JsonGenerator json, RequestRecord record) throws IOException {
    Requested requested = record.requested();
    json.writeStartObject();
    json.writeNumberField("id", record.id());
    json.writeNumberField("connection", record.connection());
    json.writeStringField("start", Instant.ofEpochMilli(record.startedMillis()).toString());
    json.writeStringField("client", record.client().toString());
    if (!record.process().isEmpty()) {
      json.writeStringField("process", record.process());
    }
    json.writeStringField("user", requested.user());
    json.writeStringField("protocol", requested.protocol());
    json.writeStringField("method", requested.method());
    json.writeStringField("target", requested.target());
    json.writeStringField("path", requested.path());
    json.writeStringField("rule", record.rule());
    json.writeStringField("outbound", record.outbound());
    if (!record.fault().isEmpty()) {
      json.writeStringField("fault", record.fault());
    }
    json.writeStringField("outcome", record.outcome());
    json.writeNumberField("status", record.status());
    json.writeStringField("error", record.error());
    if (!record.policy().isEmpty()) {
      json.writeStringField("policy", record.policy());
    }
    json.writeNumberField("upload", record.upload());
    json.writeNumberField("download", record.download());
    if (record.datagrams().isPresent()) {
      datagrams(json, record.datagrams().get());
    }
    json.writeStringField("ended-by", record.endedBy().toString());
    beginTimeline(json, record.startedNanos(), record.steps(), record.firstByteNanos());
    endTimeline(json, record.endedNanos() - record.startedNanos());
    json.writeEndObject();
  }

  private static void datagrams(JsonGenerator json, DatagramTotals datagrams) throws IOException {
    json.writeNumberField("datagrams-up", datagrams.upload());
    json.writeNumberField("datagrams-down", datagrams.download());
    json.writeStringField("dropped", datagrams.dropped());
  }

  /// The fields of a request that goes on.
  static void progress(JsonGenerator json, Status.RequestProgress progress) throws IOException {
    json.writeStringField("method", progress.method());
    beginTimeline(json, progress.startedNanos(), progress.timeline());
    json.writeEndArray();
  }

  /// The result of the test of an outbound.
  ///
  /// @param error empty if the target was reached
  static String test(
      String outbound, Endpoint target, long start, String error, RequestTimeline timeline) {
    long end = System.nanoTime();
    return StatusJson.json(json -> {
      json.writeStartObject();
      json.writeStringField("outbound", outbound);
      json.writeStringField("target", target.toString());
      json.writeBooleanField("reached", error.isEmpty());
      json.writeStringField("error", error);
      json.writeNumberField("time", millis(end - start));
      beginTimeline(json, start, timeline);
      endTimeline(json, end - start);
      json.writeEndObject();
    });
  }

  private static void beginTimeline(JsonGenerator json, long start, RequestTimeline timeline)
      throws IOException {
    beginTimeline(json, start, timeline.steps(), timeline.firstByteNanos());
  }

  private static void beginTimeline(
      JsonGenerator json, long start, List<TimedStep> steps, long firstByteNanos)
      throws IOException {
    json.writeArrayFieldStart("timeline");
    for (TimedStep step : steps) {
      step(json, start, step);
    }
    if (firstByteNanos != 0) {
      mark(json, "first-byte", firstByteNanos - start);
    }
  }

  private static void endTimeline(JsonGenerator json, long nanos) throws IOException {
    mark(json, "end", nanos);
    json.writeEndArray();
  }

  private static void step(JsonGenerator json, long start, TimedStep step) throws IOException {
    json.writeStartObject();
    json.writeStringField("step", step.word());
    json.writeStringField("peer", step.peer());
    json.writeNumberField("start", millis(step.begunNanos() - start));
    json.writeNumberField("time", millis(step.endedNanos() - step.begunNanos()));
    json.writeStringField("state", step.state().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private static void mark(JsonGenerator json, String step, long nanos) throws IOException {
    json.writeStartObject();
    json.writeStringField("step", step);
    json.writeNumberField("start", millis(nanos));
    json.writeEndObject();
  }

  /// Milliseconds with three decimals.
  static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
