package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class StatusJsonTest {
  @Test
  void theProgramOfAClientIsThereOnceItIsKnown() {
    String connections =
        "{\"active\":1,\"connections\":[{\"id\":17,\"client\":\"127.0.0.1:5\",%s\"user\":\"\","
            + "\"protocol\":\"http\",\"target\":\"b.example:2\",\"rule\":\"default\","
            + "\"outbound\":\"direct\",\"upload\":3,\"download\":4,\"age\":1.5}]}\n";
    assertEquals(
        connections.formatted("\"process\":\"curl\","), StatusJson.connections(status("curl")));
    assertEquals(connections.formatted(""), StatusJson.connections(status("")));
  }

  @Test
  void aNameOfAProgramIsQuoted() {
    String json = StatusJson.of(status("a\"b\\\n"));
    assertEquals(1, json.split("\"process\":\"a\\\\\"b\\\\\\\\\\\\n\"", -1).length - 1, json);
  }

  private static Status status(String process) {
    Status.ActiveConnection connection =
        new Status.ActiveConnection(
            17,
            "127.0.0.1:5",
            process,
            "",
            "http",
            "b.example:2",
            "default",
            "direct",
            "",
            3,
            4,
            Duration.ofMillis(1500),
            Optional.empty());
    return new Status(
        "1",
        Instant.EPOCH,
        Duration.ZERO,
        Optional.empty(),
        Status.Phase.RUNNING,
        Optional.empty(),
        List.of(),
        1,
        1,
        0,
        3,
        4,
        List.of(connection),
        List.of(),
        List.of(),
        new Status.NetworkStatus(0, Optional.empty()),
        List.of());
  }
}
