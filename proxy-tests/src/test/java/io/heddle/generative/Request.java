package io.heddle.generative;

/// HTTP request of a client.
record Request(int exchange, Upload upload) {
  private static final int SIZE_BITS = 17;

  /// Body of a request.
  sealed interface Upload {
    /// No body.
    record None() implements Upload {}

    /// A body with Content-Length.
    record Length(int size) implements Upload {}

    /// A body in chunks.
    record Chunked(int size) implements Upload {}
  }

  /// A random request.
  static Request of(Dice dice, int exchange) {
    return new Request(
        exchange,
        switch (dice.below(8)) {
          case 0 -> new Upload.Length(dice.size(SIZE_BITS));
          case 1 -> new Upload.Chunked(dice.size(SIZE_BITS));
          default -> new Upload.None();
        });
  }

  /// Content of its body.
  String body() {
    return switch (upload) {
      case Upload.None _ -> "";
      case Upload.Length(int size) -> ResponseMessage.body(exchange, size);
      case Upload.Chunked(int size) -> ResponseMessage.body(exchange, size);
    };
  }

  /// Its bytes.
  ///
  /// @param fields lines with their ends
  String bytes(String uri, String version, String fields) {
    String method = upload instanceof Upload.None ? "GET " : "POST ";
    String line = method + uri + " " + version + "\r\n" + fields;
    return line
        + switch (upload) {
          case Upload.None _ -> "\r\n";
          case Upload.Length(int size) -> "Content-Length: " + size + "\r\n\r\n" + body();
          case Upload.Chunked _ ->
              "Transfer-Encoding: chunked\r\n\r\n"
                  + ResponseMessage.chunks(new Dice(0, exchange), body())
                  + "0\r\n\r\n";
        };
  }
}
