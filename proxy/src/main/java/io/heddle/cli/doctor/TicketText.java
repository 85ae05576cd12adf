package io.heddle.cli.doctor;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Text about a Kerberos ticket, from what `klist` prints in the C locale: of MIT, whose times are read,
/// or of Heimdal, whose times are told as they are.
final class TicketText {
  private static final DateTimeFormatter PRINTED =
      DateTimeFormatter.ofPattern("MM/dd/[yyyy][yy] HH:mm:ss");

  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private TicketText() {}

  /// Such as `ticket of alice@EXAMPLE.ORG until 2026-11-30 18:02`.
  static String of(String klist) {
    String user = klist.lines().flatMap(line -> user(line).stream()).findFirst().orElse("");
    String end = klist.lines().flatMap(line -> end(line).stream()).findFirst().orElse("");
    return "ticket"
        + (user.isEmpty() ? "" : " of " + user)
        + (end.isEmpty() ? "" : " until " + end);
  }

  private static Optional<String> user(String line) {
    String label = "principal:";
    int start = line.toLowerCase(Locale.ROOT).indexOf(label);
    return start < 0
        ? Optional.empty()
        : Optional.of(line.substring(start + label.length()).strip());
  }

  /// The second column of the line of the ticket that gets the others.
  private static Optional<String> end(String line) {
    String[] columns = line.strip().split("\\s{2,}", -1);
    return columns.length >= 3 && columns[2].startsWith("krbtgt/")
        ? Optional.of(shown(columns[1]))
        : Optional.empty();
  }

  private static String shown(String time) {
    try {
      return SHOWN.format(LocalDateTime.parse(time, PRINTED));
    } catch (DateTimeException e) {
      return time;
    }
  }
}
