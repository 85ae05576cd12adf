package io.heddle.generative;

/// Well-formed response of an origin.
///
/// @param head interim responses, status line and field lines
/// @param framed body with its framing
/// @param body content alone
/// @param completeLength length of the shortest beginning of `framed` that has all content and its
///     end; cut there, the response may count as complete
record ResponseMessage(
    int status, Framing framing, String head, String framed, String body, int completeLength) {
  /// More than the buffers on the way to a client that does not read.
  private static final int LARGE = 2 << 20;

  /// Binary logarithm of the largest size of other bodies.
  private static final int SIZE_BITS = 17;

  /// Form of the body.
  enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE,
    NONE
  }

  /// A random response, whose body shows the exchange that it belongs to.
  static ResponseMessage of(Dice dice, int exchange) {
    Framing framing =
        dice.of(
            Framing.LENGTH,
            Framing.LENGTH,
            Framing.CHUNKED,
            Framing.CHUNKED,
            Framing.UNTIL_CLOSE,
            Framing.NONE);
    return switch (framing) {
      case LENGTH -> {
        String body = body(exchange, size(dice));
        String field = "Content-Length: " + body.length() + "\r\n";
        yield of(dice, framing, field, body, body, body.length());
      }
      case UNTIL_CLOSE -> {
        String body = body(exchange, size(dice));
        yield of(dice, framing, "", body, body, body.length());
      }
      case NONE -> of(dice, framing, "", "", "", 0);
      case CHUNKED -> {
        String body = body(exchange, size(dice));
        String chunks = chunks(dice, body) + "0\r\n";
        String trailers = dice.oneIn(4) ? "X-Sum: 1\r\n\r\n" : "\r\n";
        String field = "Transfer-Encoding: chunked\r\n";
        yield of(dice, framing, field, chunks + trailers, body, chunks.length());
      }
    };
  }

  private static ResponseMessage of(
      Dice dice, Framing framing, String field, String framed, String body, int completeLength) {
    int status = framing == Framing.NONE ? dice.of(204, 304) : dice.of(200, 200, 203, 404, 500);
    StringBuilder head = new StringBuilder();
    if (dice.oneIn(8)) {
      head.append("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(1 + dice.below(3)));
    }
    head.append("HTTP/1.1 ").append(status).append(" Some Reason\r\n");
    for (int i = dice.below(6); i > 0; i--) {
      head.append("X-").append(i).append(": ").append("v".repeat(dice.size(8))).append("\r\n");
    }
    head.append(field).append("\r\n");
    return new ResponseMessage(status, framing, head.toString(), framed, body, completeLength);
  }

  private static int size(Dice dice) {
    return dice.oneIn(50) ? LARGE + dice.below(LARGE) : dice.size(SIZE_BITS);
  }

  /// All content in chunks, without the last chunk.
  static String chunks(Dice dice, String content) {
    StringBuilder chunks = new StringBuilder();
    int most = 1 + Math.max(content.length() / 50, dice.size(15));
    for (int offset = 0; offset < content.length(); ) {
      int size = Math.min(content.length() - offset, 1 + dice.below(most));
      chunks.append(Integer.toHexString(size)).append(dice.oneIn(9) ? ";a=b" : "").append("\r\n");
      chunks.append(content, offset, offset + size).append("\r\n");
      offset += size;
    }
    return chunks.toString();
  }

  /// Content in which each place is recognizable.
  static String body(int exchange, int size) {
    StringBuilder body = new StringBuilder(size + 20);
    while (body.length() < size) {
      body.append(exchange).append('@').append(body.length()).append(' ');
    }
    body.setLength(size);
    return body.toString();
  }

  /// All bytes.
  String bytes() {
    return head + framed;
  }
}
