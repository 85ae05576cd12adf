package io.heddle.admin;

import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.ResponseHead;
import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Response of the admin server. Caches may not store it, and browsers may not guess another
/// type of content than the stated one.
///
/// @param fields besides those that every response has
/// @param lease what the client holds until it closes the connection; empty by default
/// @param stream sent after the body until the client leaves; empty by default
public record AdminResponse(
    int status,
    String type,
    String body,
    HttpFields fields,
    Optional<Lease> lease,
    Optional<ResponseStream> stream) {
  /// Resource of the proxy that a client holds by keeping its connection open.
  @FunctionalInterface
  public interface Lease {
    /// Frees the resource.
    void release();
  }

  private static final String TEXT = "text/plain; charset=utf-8";

  /// A line of plain text.
  public static AdminResponse text(int status, String line) {
    return of(status, TEXT, line.endsWith("\n") ? line : line + "\n");
  }

  /// Text of another type.
  public static AdminResponse of(int status, String type, String text) {
    return new AdminResponse(
        status, type, text, HttpFields.NONE, Optional.empty(), Optional.empty());
  }

  /// A response that goes on until the client leaves.
  public static AdminResponse of(String type, ResponseStream stream) {
    return new AdminResponse(200, type, "", HttpFields.NONE, Optional.empty(), Optional.of(stream));
  }

  /// The same response with one more field.
  public AdminResponse with(String name, String value) {
    return new AdminResponse(status, type, body, fields.with(name, value), lease, stream);
  }

  /// The same response with a lease, which is released when the connection ends.
  public AdminResponse withLease(Lease granted) {
    return new AdminResponse(status, type, body, fields, Optional.of(granted), stream);
  }

  /// The whole message. After it the server closes the connection, or, with a lease, waits for the
  /// client to close it.
  ByteBuffer toMessage(String method) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    HttpFields all = stream.isPresent() ? HttpFields.NONE : contentLength(content);
    all =
        all.with("Content-Type", type)
            .with("Connection", lease.isPresent() ? "keep-alive" : "close")
            .with("Cache-Control", "no-store")
            .with("X-Content-Type-Options", "nosniff");
    for (var field : fields.lines()) {
      all = all.with(field.name(), field.value());
    }
    ByteWriter out = new ByteWriter(512 + content.length);
    new ResponseHead(HttpVersion.HTTP_1_1, status, reasonPhrase(), all).write(out);
    if (!method.equals("HEAD")) {
      out.bytes(content);
    }
    return out.toBuffer();
  }

  private static HttpFields contentLength(byte[] content) {
    return HttpFields.of("Content-Length", Integer.toString(content.length));
  }

  private String reasonPhrase() {
    return switch (status) {
      case 200 -> "OK";
      case 303 -> "See Other";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "";
    };
  }
}
