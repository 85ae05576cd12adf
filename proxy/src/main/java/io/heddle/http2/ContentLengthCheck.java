package io.heddle.http2;

import io.heddle.http2.frame.HeaderList;
import java.util.Optional;

/// Check of the payload that one stream receives against the Content-Length of its message (RFC 9113
/// §8.1.1). A value that is no number is left to HTTP.
final class ContentLengthCheck {
  /// Longest value that is compared. No message has more bytes.
  private static final int MAX_DIGITS = 18;

  private String method = "";
  private boolean declared;
  private long missing;

  /// Notes the head of our request. The meaning of the response depends on its method.
  void noteRequest(HeaderList head) {
    method = head.first(":method").orElse("");
  }

  /// Notes the received head after which the payload comes.
  void noteHead(HeaderList head) {
    Optional<String> length = head.first("content-length").filter(ContentLengthCheck::isNumber);
    if (length.isPresent() && hasContent(head)) {
      declared = true;
      missing = Long.parseLong(length.get());
    }
  }

  /// Counts payload.
  ///
  /// @return false if it is more than declared
  boolean receive(int count) {
    missing -= count;
    return !declared || missing >= 0;
  }

  /// Whether the message may end now.
  boolean isComplete() {
    return !declared || missing == 0;
  }

  /// Whether Content-Length says how many bytes follow: not in a tunnel, and not in a response that
  /// has no content by definition (RFC 9110 §8.6).
  private boolean hasContent(HeaderList head) {
    String status = head.first(":status").orElse("");
    if (status.isEmpty()) {
      return head.first(":method").filter(own -> own.equals("CONNECT")).isEmpty();
    }
    return switch (method) {
      case "HEAD" -> false;
      case "CONNECT" -> !status.startsWith("2");
      default -> !status.equals("204") && !status.equals("304");
    };
  }

  private static boolean isNumber(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_DIGITS
        && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
