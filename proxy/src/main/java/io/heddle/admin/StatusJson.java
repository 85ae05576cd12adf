package io.heddle.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// A status as JSON. Sizes are in bytes, durations in seconds, times as RFC 3339 has them.
final class StatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StatusJson() {}

  /// Writes a value.
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static String of(Status status) {
    return json(json -> all(json, status));
  }

  /// The connections alone.
  static String connections(Status status) {
    return json(json -> {
      json.writeStartObject();
      json.writeNumberField("active", status.active());
      array(json, "connections", status.connections(), StatusJson::live);
      json.writeEndObject();
    });
  }

  private static String json(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static void all(JsonGenerator json, Status status) throws IOException {
    json.writeStartObject();
    json.writeStringField("version", status.version());
    json.writeStringField("time", status.time().toString());
    json.writeNumberField("uptime", status.uptime().toMillis() / 1000.0);
    json.writeStringField("config", status.config().orElse(""));
    array(json, "listeners", status.listeners(), JsonGenerator::writeString);
    json.writeNumberField("active", status.active());
    json.writeNumberField("accepted", status.accepted());
    json.writeNumberField("upload", status.upload());
    json.writeNumberField("download", status.download());
    array(json, "connections", status.connections(), StatusJson::live);
    array(json, "failures", status.failures(), StatusJson::failed);
    array(json, "outbounds", status.outbounds(), StatusJson::way);
    array(json, "history", status.history(), StatusJson::sample);
    json.writeEndObject();
  }

  private interface Item<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  private static <T> void array(JsonGenerator json, String name, List<T> items, Item<T> each)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T item : items) {
      each.write(json, item);
    }
    json.writeEndArray();
  }

  private static void live(JsonGenerator json, Status.Live live) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", live.id());
    json.writeStringField("client", live.client());
    json.writeStringField("user", live.user());
    json.writeStringField("protocol", live.protocol());
    json.writeStringField("target", live.target());
    json.writeStringField("rule", live.rule());
    json.writeStringField("outbound", live.outbound());
    json.writeNumberField("upload", live.upload());
    json.writeNumberField("download", live.download());
    json.writeNumberField("age", live.age().toMillis() / 1000.0);
    json.writeEndObject();
  }

  private static void failed(JsonGenerator json, Status.Failed failed) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", failed.time().toString());
    json.writeNumberField("id", failed.id());
    json.writeStringField("client", failed.client());
    json.writeStringField("user", failed.user());
    json.writeStringField("target", failed.target());
    json.writeStringField("rule", failed.rule());
    json.writeStringField("outbound", failed.outbound());
    json.writeStringField("why", failed.why());
    json.writeEndObject();
  }

  private static void way(JsonGenerator json, Status.Way way) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", way.name());
    json.writeNumberField("opened", way.opened());
    json.writeNumberField("failed", way.failed());
    json.writeStringField("complaint", way.complaint());
    json.writeArrayFieldStart("members");
    for (var member : way.members()) {
      json.writeStartObject();
      json.writeStringField("name", member.member());
      json.writeStringField("complaint", member.lastError().orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void sample(JsonGenerator json, TrafficHistory.Sample sample) throws IOException {
    json.writeStartObject();
    json.writeNumberField("time", sample.time().toEpochMilli() / 1000.0);
    json.writeNumberField("upload", sample.upload());
    json.writeNumberField("download", sample.download());
    json.writeEndObject();
  }
}
