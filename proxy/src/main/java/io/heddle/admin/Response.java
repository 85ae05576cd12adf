package io.heddle.admin;

import io.heddle.http1.Fields;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.Version;
import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A whole answer to a visitor. Nothing of it is to be kept anywhere, or to be taken for anything
/// else than it says.
///
/// @param more fields besides those that all have
public record Response(int status, String type, String body, Fields more) {
  private static final String TEXT = "text/plain; charset=utf-8";

  /// A line for people.
  public static Response text(int status, String line) {
    return of(status, TEXT, line.endsWith("\n") ? line : line + "\n");
  }

  /// Text of another type.
  public static Response of(int status, String type, String text) {
    return new Response(status, type, text, Fields.NONE);
  }

  /// The same with one more field.
  public Response with(String name, String value) {
    return new Response(status, type, body, more.with(name, value));
  }

  /// The whole message, after which the connection ends.
  ByteBuffer toMessage(String method) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    Fields fields =
        Fields.of(
            "Content-Type", type,
            "Content-Length", Integer.toString(content.length),
            "Connection", "close",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff");
    for (var field : more.lines()) {
      fields = fields.with(field.name(), field.value());
    }
    ByteWriter out = new ByteWriter(512 + content.length);
    new ResponseHead(Version.HTTP_1_1, status, reason(), fields).write(out);
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
