package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.logging.AccessLineJson;
import io.heddle.net.peer.SocketOwners;
import io.heddle.route.ProgramMatcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.server.connection.ClientPrograms;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.RequestRecord;
import io.heddle.support.Await;
import io.heddle.support.EchoWebServer;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RunningProgram;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Programs of real clients: in rules, and by name on the page and in the history.
@Tag("real-client")
@EnabledOnOs(OS.LINUX)
class ProgramsTest {
  private static final String PYTHON =
      """
      import socket, sys
      connection = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
      connection.sendall(b'CONNECT 127.0.0.1:%s HTTP/1.1\\r\\n\\r\\n' % sys.argv[2].encode())
      while connection.recv(4096): pass
      """;

  private static Rule block(String... programs) {
    return new Rule(List.of(new ProgramMatcher(Set.of(programs))), new Route("rules[0]", "block"));
  }

  private static String curl(ProxyUnderTest proxy, String url) {
    return Program.installed("curl")
        .with("-s", "-o", "/dev/null", "-w", "%{http_code}", "--noproxy", "")
        .with("-x", proxy.address(), url)
        .run()
        .out();
  }

  @Test
  void aRuleKnowsCurlFromGitAndItsHelpers() throws Exception {
    try (EchoWebServer web = EchoWebServer.start();
        ProxyUnderTest proxy = ProxyUnderTest.with().rules(block("git")).start()) {
      assertEquals("200", curl(proxy, web.url()));
      Program.installed("git")
          .with("-c", "http.proxy=http://" + proxy.address(), "ls-remote", web.url() + "x.git")
          .environment("GIT_TERMINAL_PROMPT", "0")
          .run()
          .exits(128)
          .complains("403");
    }
  }

  @Test
  void aRuleForCurlLeavesGitAlone() throws Exception {
    try (EchoWebServer web = EchoWebServer.start();
        ProxyUnderTest proxy = ProxyUnderTest.with().rules(block("wget", "curl")).start()) {
      assertEquals("403", curl(proxy, web.url()));
      Program.installed("git")
          .with("-c", "http.proxy=http://" + proxy.address(), "ls-remote", web.url() + "x.git")
          .run()
          .succeeds();
    }
  }

  @Test
  void aProgramThatIsNotKnownMatchesNoRule() throws Exception {
    try (EchoWebServer web = EchoWebServer.start();
        ProxyUnderTest proxy = ProxyUnderTest.with().rules(block("java")).start();
        var client = proxy.client()) {
      // The proxy is not looked for among the clients, and this test runs in its process.
      client.sendsText("GET " + web.url() + " HTTP/1.1\r\nHost: a\r\n\r\n");
      client.receivesText("HTTP/1.1 200");
    }
  }

  @Test
  void whoLooksSeesTheProgramsOfOpenConnections() throws Exception {
    try (ServerSocket target = new ServerSocket(0);
        ProxyUnderTest proxy = ProxyUnderTest.start();
        RunningProgram _ = python(proxy, target);
        Socket _ = target.accept()) {
      LiveConnections connections = proxy.server().connections();
      LiveConnection connection = connections.all().iterator().next();
      assertEquals("", ClientPrograms.nameOf(connection));
      connections.observers().programs().name(connections.all());
      assertTrue(
          ClientPrograms.nameOf(connection).startsWith("python"),
          ClientPrograms.nameOf(connection));
    }
  }

  @Test
  void theHistoryNamesWhatHasEnded() throws Exception {
    try (ServerSocket target = new ServerSocket(0);
        ProxyUnderTest proxy = ProxyUnderTest.start()) {
      LiveConnections connections = proxy.server().connections();
      connections.observers().keepHistory();
      List<String> lines = new CopyOnWriteArrayList<>();
      connections
          .observers()
          .addListener(
              (request, result) -> lines.add(new AccessLineJson().format(request, result, "")));
      try (RunningProgram _ = python(proxy, target);
          Socket _ = target.accept()) {
        LiveConnection connection = connections.all().iterator().next();
        Await.until("it is named", () -> !ClientPrograms.nameOf(connection).isEmpty());
      }
      Await.until("it has ended", () -> !history(connections).isEmpty());
      String process = history(connections).getFirst().process();
      assertTrue(process.startsWith("python"), process);
      assertTrue(lines.getFirst().contains("\"process\":\"python"), lines::toString);
    }
  }

  @Test
  void programsOfOtherUsersAreNamedForRoot() throws Exception {
    Prerequisites.check(SocketOwners.ownUser() == 0, "root");
    try (ServerSocket target = new ServerSocket(0);
        ProxyUnderTest proxy = ProxyUnderTest.start();
        RunningProgram _ =
            Program.installed("setpriv")
                .with("--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c")
                .with(
                    "exec 3<>/dev/tcp/127.0.0.1/%s; printf 'CONNECT 127.0.0.1:%s HTTP/1.1\\r\\n\\r\\n' >&3; read -r _ <&3; read -r _ <&3; read -r _ <&3"
                        .formatted(proxy.address().port(), target.getLocalPort()))
                .start();
        Socket _ = target.accept()) {
      LiveConnections connections = proxy.server().connections();
      connections.observers().programs().name(connections.all());
      assertEquals("bash", ClientPrograms.nameOf(connections.all().iterator().next()));
    }
  }

  private static List<RequestRecord> history(LiveConnections connections) {
    return connections.observers().history().orElseThrow().since(0);
  }

  private static RunningProgram python(ProxyUnderTest proxy, ServerSocket target) {
    return Program.installed("python3")
        .with("-c", PYTHON, proxy.address().port(), target.getLocalPort())
        .start();
  }
}
