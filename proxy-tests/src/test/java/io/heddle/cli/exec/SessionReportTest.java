package io.heddle.cli.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("codec")
class SessionReportTest {
  private static final List<String> FIVE = List.of("a:1", "b:2", "c:3", "d:4", "e:5");

  @Test
  void isReadAsItIsWritten() {
    for (var report :
        List.of(new SessionReport(0, 0, List.of()), new SessionReport(12, 700, FIVE))) {
      assertEquals(report, SessionReport.parse(report.toString()));
    }
  }

  @Test
  void saysThatNothingWasConnectedOnlyAfterAWhile() {
    SessionReport idle = new SessionReport(0, 0, List.of());
    assertEquals(
        List.of("heddle: make made no connection through the proxy"),
        idle.remarks("make", true, false));
    assertEquals(List.of(), idle.remarks("make", false, false));
    assertEquals(List.of(), new SessionReport(1, 0, List.of()).remarks("make", true, false));
  }

  @Test
  void namesTheVersionsOfNodeThatIgnoreTheProxy() {
    SessionReport idle = new SessionReport(0, 0, List.of());
    String remark = "made no connection through the proxy; Node uses one only from version 22.21";
    assertEquals(
        List.of("heddle: node " + remark + " or 24.5 on"), idle.remarks("node", true, false));
    assertEquals(List.of(), idle.remarks("node", false, false));
    assertEquals(
        List.of("heddle: node " + remark + " or 24.5 on"), idle.remarks("node", false, true));
    assertEquals(List.of(), idle.remarks("grep", false, true));
    assertEquals(List.of(), new SessionReport(1, 0, List.of()).remarks("node", false, true));
  }

  @Test
  void saysHowManyRequestsWereRefusedWithTheFirstTargets() {
    assertEquals(
        List.of("heddle: the policy refused 1 request of npm: a:1"),
        new SessionReport(2, 1, List.of("a:1")).remarks("npm", true, false));
    assertEquals(
        List.of("heddle: the policy refused 9 requests of npm: a:1"),
        new SessionReport(9, 9, List.of("a:1")).remarks("npm", false, false));
    assertEquals(
        List.of("heddle: the policy refused 6 requests of npm: a:1, b:2, c:3, d:4, e:5, …"),
        new SessionReport(6, 6, FIVE).remarks("npm", false, false));
  }
}
