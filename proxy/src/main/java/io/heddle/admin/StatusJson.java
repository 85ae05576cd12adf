package io.heddle.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Status as JSON. Sizes are in bytes, durations in seconds, times in the format of RFC 3339.
final class StatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StatusJson() {}

  /// Value to be written.
  interface JsonPart {
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
      array(json, "connections", status.connections(), StatusJson::connection);
      json.writeEndObject();
    });
  }

  static String json(JsonPart content) {
    assert BlockingCheck.isAllowed();
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
    json.writeStringField("pid", Long.toString(ProcessHandle.current().pid()));
    json.writeStringField("phase", status.phase().toString());
    if (status.failedReload().isPresent()) {
      json.writeObjectFieldStart("failed-reload");
      json.writeStringField("time", status.failedReload().get().time().toString());
      json.writeStringField("error", status.failedReload().get().error());
      json.writeEndObject();
    }
    array(json, "listeners", status.listeners(), JsonGenerator::writeString);
    json.writeNumberField("active", status.active());
    json.writeNumberField("accepted", status.accepted());
    json.writeNumberField("rejected", status.rejected());
    json.writeNumberField("upload", status.upload());
    json.writeNumberField("download", status.download());
    array(json, "connections", status.connections(), StatusJson::connection);
    array(json, "failures", status.failures(), StatusJson::failure);
    network(json, status.network());
    array(json, "outbounds", status.outbounds(), StatusJson::outbound);
    array(json, "history", status.history(), StatusJson::sample);
    json.writeEndObject();
  }

  interface JsonItem<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  static <T> void array(JsonGenerator json, String name, List<T> items, JsonItem<T> each)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T item : items) {
      each.write(json, item);
    }
    json.writeEndArray();
  }

  private static void connection(JsonGenerator json, Status.ActiveConnection connection)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", connection.id());
    json.writeStringField("client", connection.client());
    if (!connection.process().isEmpty()) {
      json.writeStringField("process", connection.process());
    }
    json.writeStringField("user", connection.user());
    json.writeStringField("protocol", connection.protocol());
    json.writeStringField("target", connection.target());
    json.writeStringField("rule", connection.rule());
    json.writeStringField("outbound", connection.outbound());
    if (!connection.fault().isEmpty()) {
      json.writeStringField("fault", connection.fault());
    }
    json.writeNumberField("upload", connection.upload());
    json.writeNumberField("download", connection.download());
    json.writeNumberField("age", connection.age().toMillis() / 1000.0);
    if (connection.progress().isPresent()) {
      RequestsJson.progress(json, connection.progress().get());
    }
    json.writeEndObject();
  }

  private static void failure(JsonGenerator json, Status.FailedRequest failure) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", failure.time().toString());
    json.writeNumberField("id", failure.id());
    json.writeStringField("client", failure.client());
    json.writeStringField("user", failure.user());
    json.writeStringField("target", failure.target());
    json.writeStringField("rule", failure.rule());
    json.writeStringField("outbound", failure.outbound());
    json.writeStringField("why", failure.why());
    json.writeEndObject();
  }

  private static void outbound(JsonGenerator json, Status.OutboundStatus outbound)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", outbound.name());
    json.writeNumberField("opened", outbound.opened());
    json.writeNumberField("failed", outbound.failed());
    json.writeNumberField("latency", RequestsJson.millis(outbound.latency().toNanos()));
    json.writeStringField("complaint", outbound.lastError());
    json.writeArrayFieldStart("members");
    for (var member : outbound.members()) {
      json.writeStartObject();
      json.writeStringField("name", member.member());
      json.writeStringField("complaint", member.lastError().orElse(""));
      json.writeStringField("state", member.state().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void network(JsonGenerator json, Status.NetworkStatus network) throws IOException {
    json.writeObjectFieldStart("network");
    json.writeNumberField("changes", network.changes());
    if (network.last().isPresent()) {
      json.writeStringField("last", network.last().get().time().toString());
      json.writeStringField("change", network.last().get().summary());
    }
    json.writeEndObject();
  }

  private static void sample(JsonGenerator json, TrafficHistory.TrafficSample sample)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("time", sample.time().toEpochMilli() / 1000.0);
    json.writeNumberField("upload", sample.upload());
    json.writeNumberField("download", sample.download());
    json.writeEndObject();
  }
}
