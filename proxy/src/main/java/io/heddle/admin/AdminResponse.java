package io.heddle.admin;

import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.ResponseHead;
import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A whole answer to a visitor. Nothing of it is to be kept anywhere, or to be taken for anything
/// else than it says.
///
/// @param more fields besides those that all have
/// @param promise what the answer promises as long as the visitor stays; nothing by default
public record AdminResponse(
    int status, String type, String body, HttpFields more, Optional<Promise> promise) {
  /// Something that is kept until the visitor hangs up.
  @FunctionalInterface
  public interface Promise {
    /// It has not to be kept any longer.
    void end();
  }

  private static final String TEXT = "text/plain; charset=utf-8";

  /// A line for people.
  public static AdminResponse text(int status, String line) {
    return of(status, TEXT, line.endsWith("\n") ? line : line + "\n");
  }

  /// Text of another type.
  public static AdminResponse of(int status, String type, String text) {
    return new AdminResponse(status, type, text, HttpFields.NONE, Optional.empty());
  }

  /// The same with one more field.
  public AdminResponse with(String name, String value) {
    return new AdminResponse(status, type, body, more.with(name, value), promise);
  }

  /// The same with a promise, which ends as soon as the visitor does not stay for it.
  public AdminResponse promising(Promise made) {
    return new AdminResponse(status, type, body, more, Optional.of(made));
  }

  /// The whole message, after which the connection ends, or waits for the visitor to end it.
  ByteBuffer toMessage(String method) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    HttpFields fields =
        HttpFields.of(
            "Content-Type",
            type,
            "Content-Length",
            Integer.toString(content.length),
            "Connection",
            promise.isPresent() ? "keep-alive" : "close",
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff");
    for (var field : more.lines()) {
      fields = fields.with(field.name(), field.value());
    }
    ByteWriter out = new ByteWriter(512 + content.length);
    new ResponseHead(HttpVersion.HTTP_1_1, status, reason(), fields).write(out);
    if (!method.equals("HEAD")) {
      out.bytes(content);
    }
    return out.toBuffer();
  }

  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 503 -> "Service Unavailable";
      default -> "";
    };
  }
}
