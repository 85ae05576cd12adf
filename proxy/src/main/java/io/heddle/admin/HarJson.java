package io.heddle.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heddle.server.connection.RequestRecord;
import io.heddle.server.connection.Requested;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Requests that have ended as an HTTP Archive, HAR 1.2, for the network panel of a browser.
///
/// A tunnel is one entry with the method CONNECT, since what is inside is not known. A size that is
/// not known is -1, or 0 where the format has no other word. The comment of a response has the
/// length of the whole, with its head. A request without a response has the status 0, as
/// browsers write it. Requests that were not understood are left out.
final class HarJson {
  private HarJson() {}

  /// @param records newest first
  static String of(List<RequestRecord> records, String version) {
    return StatusJson.json(json -> {
      json.writeStartObject();
      json.writeObjectFieldStart("log");
      json.writeStringField("version", "1.2");
      json.writeObjectFieldStart("creator");
      json.writeStringField("name", "heddle");
      json.writeStringField("version", version);
      json.writeEndObject();
      json.writeArrayFieldStart("entries");
      for (RequestRecord record : byStart(records)) {
        entry(json, record, record.requested());
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /// The order in which HAR recommends entries to be.
  private static List<RequestRecord> byStart(List<RequestRecord> records) {
    return records.stream()
        .filter(record -> record.requested() != Requested.NONE)
        .sorted(Comparator.comparingLong(RequestRecord::startedNanos))
        .toList();
  }

  private static void entry(JsonGenerator json, RequestRecord record, Requested requested)
      throws IOException {
    HarTimings timings = HarTimings.of(record);
    json.writeStartObject();
    json.writeStringField(
        "startedDateTime", Instant.ofEpochMilli(record.startedMillis()).toString());
    json.writeNumberField("time", timings.total());
    request(json, record, requested);
    response(json, record, requested);
    json.writeObjectFieldStart("cache");
    json.writeEndObject();
    timings.write(json);
    json.writeStringField("connection", Long.toString(record.connection()));
    json.writeStringField("comment", comment(record, requested));
    json.writeEndObject();
  }

  private static String comment(RequestRecord record, Requested requested) {
    String path = requested.protocol() + ", rule " + record.rule() + ", via " + record.outbound();
    String end = record.outcome() + ", ended by " + record.endedBy();
    return record.error().isEmpty() ? path + ", " + end : path + ", " + end + ": " + record.error();
  }

  private static void request(JsonGenerator json, RequestRecord record, Requested requested)
      throws IOException {
    json.writeObjectFieldStart("request");
    json.writeStringField("method", requested.method());
    json.writeStringField("url", url(requested));
    json.writeStringField("httpVersion", httpVersion(requested));
    noFields(json);
    json.writeArrayFieldStart("queryString");
    json.writeEndArray();
    json.writeNumberField("headersSize", -1);
    json.writeNumberField("bodySize", isTunnel(requested) ? record.upload() : -1);
    json.writeEndObject();
  }

  private static void response(JsonGenerator json, RequestRecord record, Requested requested)
      throws IOException {
    boolean opened = isTunnel(requested) && record.error().isEmpty();
    json.writeObjectFieldStart("response");
    json.writeNumberField("status", opened && record.status() == 0 ? 200 : record.status());
    json.writeStringField("statusText", record.outcome());
    json.writeStringField("httpVersion", httpVersion(requested));
    noFields(json);
    json.writeObjectFieldStart("content");
    json.writeNumberField("size", isTunnel(requested) ? record.download() : 0);
    json.writeStringField("mimeType", "x-unknown");
    json.writeEndObject();
    json.writeStringField("redirectURL", "");
    json.writeNumberField("headersSize", -1);
    json.writeNumberField("bodySize", isTunnel(requested) ? record.download() : -1);
    json.writeStringField("comment", record.download() + " bytes, with the head");
    json.writeEndObject();
  }

  /// Neither cookies nor header fields are kept.
  private static void noFields(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("cookies");
    json.writeEndArray();
    json.writeArrayFieldStart("headers");
    json.writeEndArray();
  }

  private static boolean isTunnel(Requested requested) {
    return requested.path().isEmpty();
  }

  private static String url(Requested requested) {
    return isTunnel(requested)
        ? "tcp://" + requested.target()
        : "http://" + requested.target() + requested.path();
  }

  private static String httpVersion(Requested requested) {
    return requested.protocol().equals("http") ? "HTTP/1.1" : requested.protocol();
  }
}
