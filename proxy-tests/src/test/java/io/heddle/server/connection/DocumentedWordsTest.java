package io.heddle.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.relay.Relay;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.server.connection.RequestResult.EndedBy;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.udp.DropReason;
import io.heddle.udp.UdpAssociation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Words of the log that the manual explains.
@Tag("codec")
class DocumentedWordsTest {
  private static final Path MANUAL = Path.of("..", ".github", "MANUAL.md");
  private static final Pattern WORD = Pattern.compile("`([a-z-]+)`");

  @Test
  void theManualHasEachWordForTheEndOfARequestAndNoOther() throws IOException {
    Set<String> words = new TreeSet<>();
    Stream.of(Relay.EndReason.values(), UdpAssociation.AssociationEnd.values())
        .flatMap(Stream::of)
        .forEach(reason -> words.add(reason.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    Stream.of(
            new RelayEnded("closed", EndedBy.CLIENT),
            new RequestResult.LookupAnswered(),
            new RequestResult.ResponseForwarded(200),
            new RequestResult.ResponseTruncated(200, "why"),
            new RequestResult.RequestRefused(new Refusal(Reason.TOO_SLOW, "why")),
            new RequestResult.ClosedByAdmin(),
            new RequestResult.RequestAbandoned())
        .forEach(result -> words.add(result.outcome()));
    assertEquals(words, wordsOfTable("| word | the request |"));
  }

  @Test
  void theManualHasEachWordForADroppedDatagramAndNoOther() throws IOException {
    Set<String> words =
        Stream.of(DropReason.values()).map(DropReason::toString).collect(Collectors.toSet());
    assertEquals(words, wordsOfTable("| word | the datagram |"));
  }

  /// The words in the first column of a table.
  private static Set<String> wordsOfTable(String head) throws IOException {
    List<String> lines = Files.readAllLines(MANUAL);
    Set<String> words = new TreeSet<>();
    for (int i = lines.indexOf(head) + 2; lines.get(i).startsWith("|"); i++) {
      Matcher word = WORD.matcher(lines.get(i).split("\\|", -1)[1]);
      while (word.find()) {
        words.add(word.group(1));
      }
    }
    return words;
  }
}
