package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.FreePorts;
import io.heddle.support.HeddleImage;
import io.heddle.support.NameServerPeer;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// dnsmasq as the name server of a domain.
@Tag("real-client")
class DnsmasqTest {
  @TempDir private Path folder;

  /// Servers that dnsmasq asks about late.corp.example. It has to ask twice.
  private final AtomicInteger askedLate = new AtomicInteger();

  private final NameServerPeer late =
      NameServerPeer.answering(query ->
          askedLate.incrementAndGet() <= 2
              ? List.of()
              : List.of(
                  NameServerPeer.response(query, 0, NameServerPeer.address(query, "127.0.0.1"))));

  private RunningProgram dnsmasq;
  private HeddleImage proxy;
  private Origin origin;

  @BeforeEach
  void start() {
    int port = FreePorts.free();
    // Enough addresses for an answer of more than 512 bytes.
    String many =
        IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "127.0.0." + i + " many.corp.example\n")
            .collect(Collectors.joining());
    Path hosts = TestFiles.write(folder.resolve("hosts"), "127.0.0.1 one.corp.example\n" + many);
    dnsmasq =
        Program.installed("dnsmasq")
            .with("--keep-in-foreground", "--log-facility=-", "--log-queries", "--conf-file=")
            .with("--pid-file", "--user=" + System.getProperty("user.name"), "--no-resolv")
            .with("--no-hosts", "--addn-hosts=" + hosts, "--port=" + port)
            .with("--listen-address=127.0.0.1", "--bind-interfaces", "--local=/corp.example/")
            .with("--cname=alias.corp.example,middle.corp.example")
            .with("--cname=middle.corp.example,one.corp.example")
            .with("--server=/late.corp.example/127.0.0.1#" + late.address().getPort())
            .start();
    dnsmasq.complains(Pattern.compile("started, version"));
    origin = Origin.start();
    proxy =
        HeddleImage.start(
            folder,
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            dns:
              cache: 1h
              servers: [{domains: [corp.example], at: "127.0.0.1:%d"}]
            """
                .formatted(port));
  }

  @AfterEach
  void stop() {
    proxy.close();
    origin.close();
    dnsmasq.close();
    late.close();
  }

  private String answer(String name) {
    try (Peer client = proxy.client()) {
      client.sendsText("CONNECT " + name + ":" + origin.address().port() + " HTTP/1.1\r\n\r\n");
      return client.receivesHead();
    }
  }

  private void reaches(String name) {
    String head = answer(name);
    assertTrue(head.startsWith("HTTP/1.1 200"), head);
    origin.accept().close();
  }

  @Test
  void namesAliasesAndLongAnswersLeadToTheTarget() {
    reaches("one.corp.example");
    reaches("alias.corp.example");
    reaches("many.corp.example");
    dnsmasq.complains(Pattern.compile("query\\[A\\] many\\.corp\\.example"));
  }

  @Test
  void anAnswerThatComesLateIsAwaited() {
    reaches("late.corp.example");
  }

  @Test
  void aNameThatAppearsIsFound() {
    String head = answer("new.corp.example");
    assertTrue(head.startsWith("HTTP/1.1 502"), head);
    assertTrue(head.contains("says that there is no name new.corp.example (NXDOMAIN)"), head);
    TestFiles.write(folder.resolve("hosts"), "127.0.0.1 new.corp.example\n");
    dnsmasq.signal("HUP");
    Await.until("the name is found", () -> answer("new.corp.example").startsWith("HTTP/1.1 200"));
  }
}
