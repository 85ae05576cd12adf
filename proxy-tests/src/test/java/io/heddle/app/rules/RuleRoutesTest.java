package io.heddle.app.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.admin.AdminRouter;
import io.heddle.admin.AdminServer;
import io.heddle.admin.RequestGuard;
import io.heddle.app.RunningServer;
import io.heddle.app.ServerBuilder;
import io.heddle.config.Config;
import io.heddle.config.InboundConfig;
import io.heddle.support.AdminUnderTest;
import io.heddle.support.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules in force by way of the admin listener.
@Tag("conversation")
class RuleRoutesTest {
  private final RunningServer running;
  private final AdminUnderTest admin;

  RuleRoutesTest() throws IOException {
    running =
        ServerBuilder.start(
            Config.DEFAULT.withInbounds(
                List.of(InboundConfig.mixed(Endpoint.parse("127.0.0.1:0")))));
    AdminRouter routes = new RuleRoutes(running, Path.of("/")).addTo(new AdminRouter());
    admin =
        new AdminUnderTest(
            AdminServer.open(
                Endpoint.parse("127.0.0.1:0"), new RequestGuard(Optional.empty(), routes)));
  }

  @AfterEach
  void close() throws InterruptedException {
    admin.close();
    running.server().drain(Duration.ZERO);
  }

  private String postFor(String time, String body) {
    return post("/rules?for=" + time, body);
  }

  private String post(String path, String body, String... fields) {
    String lines = String.join("\r\n", fields) + (fields.length == 0 ? "" : "\r\n");
    try (Peer visitor = admin.visitor()) {
      return visitor
          .sendsText(
              "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\n\r\n%s"
                  .formatted(path, admin.address(), lines, body.length(), body))
          .receivesRest();
    }
  }

  private String delete(String path) {
    return admin.answer("DELETE " + path, "Host: " + admin.address());
  }

  private static void isAnswered(String response, int status, String text) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    assertTrue(response.contains(text), response);
  }

  @Test
  void aRuleIsAddedListedAndRemoved() {
    isAnswered(postFor("10m", "{domains: [api.example], to: block}"), 200, "added temporary#1");
    String list = admin.body("/rules");
    assertTrue(list.contains("\"words\": \"{domains: [api.example], to: block}\""), list);
    assertTrue(list.contains("\"left\": 5"), list);
    assertTrue(list.contains("\"hits\": 0"), list);
    try (Peer client = Peer.connect((Endpoint) running.server().addresses().getFirst())) {
      client.sendsText("CONNECT api.example:443 HTTP/1.1\r\n\r\n").receivesText("HTTP/1.1 403");
    }
    String text = admin.body("/rules.txt");
    assertTrue(text.lines().findFirst().orElseThrow().matches("NAME +HITS +LEFT +RULE"), text);
    assertTrue(text.contains("temporary#1  1     "), text);
    assertTrue(text.contains("  {domains: [api.example], to: block}\ndefault      0 "), text);
    isAnswered(delete("/rules/1"), 200, "removed temporary#1");
    isAnswered(delete("/rules/1"), 404, "there is no temporary rule 1");
    isAnswered(delete("/rules/x"), 404, "\"x\" is not the number of a temporary rule");
    assertEquals("NAME     HITS  RULE\ndefault  0     {to: direct}\n", admin.body("/rules.txt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{to: blok} | 1m | rule:1:6: rule.to: there is no outbound \"blok\"; did you mean",
        "{to: block} | 1 | --for: 1 needs a unit",
        "{to: block} | %zz | --for: ",
        "{to: block} | 0 | --for: must be more than 0 and at most 365d",
        "{to: block} | 999999999999d | --for: must be more than 0 and at most 365d",
      })
  void mistakesAreExplained(String rule, String time, String message) {
    isAnswered(postFor(time, rule), 422, message);
    assertTrue(running.temporaryRules().all().isEmpty());
  }

  @Test
  void aPageOfAnotherSiteCanAddNoRule() {
    isAnswered(post("/rules", "{to: block}", "Origin: http://evil.example"), 403, "other sites");
    isAnswered(post("/rules", "{to: block}", "Sec-Fetch-Site: cross-site"), 403, "other sites");
    assertTrue(running.temporaryRules().all().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 65537 | the body is larger than 64 KiB",
        "Content-Length: 99999999999999999999 | Content-Length is no number of bytes",
        "Content-Length: -1 | Content-Length is no number of bytes",
        "Transfer-Encoding: chunked | a body needs one Content-Length",
      })
  void bodiesOfUnknownOrGreatLengthAreRefused(String field, String message) {
    isAnswered(admin.answer("POST /rules", "Host: " + admin.address(), field), 400, message);
  }
}
