package io.heddle.cli.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.support.ChildJvm;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Environment of a child process, as Java reads it.
@Tag("component")
class ChildEnvironmentTest {
  private static final Endpoint PROXY = Endpoint.parse("127.0.0.1:9");

  /// Program that prints how Java reaches each URL.
  static final class PrintProxies {
    public static void main(String[] urls) {
      for (String url : urls) {
        System.out.println(ProxySelector.getDefault().select(URI.create(url)).getFirst().type());
      }
    }
  }

  private static List<String> javaOptions(String noProxy) {
    ExecSession session = new ExecSession("java", "0".repeat(32), PROXY, PROXY);
    Map<String, String> environment = new HashMap<>();
    new ChildEnvironment(session, noProxy).addTo(environment);
    return Arrays.asList(environment.get("JAVA_TOOL_OPTIONS").split(" ", -1));
  }

  private static List<String> proxies(String noProxy, String... urls) throws Exception {
    return ChildJvm.output(PrintProxies.class, javaOptions(noProxy), urls).lines().toList();
  }

  /// The URL by which the JDK asks for a socket to an address.
  private static String socketTo(String ip) {
    return "socket://[" + InetAddress.ofLiteral(ip).getHostAddress() + "]:80";
  }

  @Test
  void javaDoesNotLeaveTheMachineForTheLoopbackAddress() throws Exception {
    String local = "localhost,127.0.0.1,::1";
    List<String> found =
        proxies(
            local,
            "http://[::1]/",
            socketTo("::1"),
            "http://127.0.0.1/",
            "socket://127.0.0.1:80",
            "http://[::2]/",
            socketTo("::2"));
    assertEquals(List.of("DIRECT", "DIRECT", "DIRECT", "DIRECT", "HTTP", "SOCKS"), found);
    String hosts = "localhost|127.0.0.1|::1|[::1]|[0:0:0:0:0:0:0:1]";
    assertTrue(javaOptions(local).contains("-Dhttp.nonProxyHosts=" + hosts));
  }

  @Test
  void otherEntriesMeanTheSameInJava() throws Exception {
    assertEquals(
        List.of("DIRECT", "DIRECT", "DIRECT", "HTTP", "DIRECT"),
        proxies(
            "[fd00::5],.corp.example,fd00::/8,one.example",
            "http://[fd00::5]/",
            socketTo("fd00::5"),
            "http://a.corp.example/",
            "http://[fd00::6]/",
            "http://one.example/"));
  }
}
