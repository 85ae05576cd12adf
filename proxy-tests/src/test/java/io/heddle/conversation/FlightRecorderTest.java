package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The events that the JDK's Flight Recorder gets.
@Tag("conversation")
class FlightRecorderTest {
  private static final List<String> NAMES =
      List.of("heddle.Connection", "heddle.Dial", "heddle.Resolve", "heddle.Relay");

  @AutoClose private final Origin origin = Origin.start();

  /// What has been recorded by the end of `action`.
  private static Queue<RecordedEvent> recorded(Runnable action) {
    Queue<RecordedEvent> events = new ConcurrentLinkedQueue<>();
    try (RecordingStream recorder = new RecordingStream()) {
      recorder.setReuse(false);
      for (String name : NAMES) {
        recorder.enable(name).withThreshold(Duration.ZERO);
        recorder.onEvent(name, events::add);
      }
      recorder.startAsync();
      action.run();
      recorder.stop();
    }
    return events;
  }

  private static RecordedEvent only(String name, Queue<RecordedEvent> events) {
    List<RecordedEvent> found =
        events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    assertEquals(1, found.size(), () -> name + ": " + events);
    return found.getFirst();
  }

  private static InetAddress[] lookUp(String name) throws UnknownHostException {
    if (name.equals("host.example")) {
      return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
    }
    throw new UnknownHostException(name);
  }

  private static ProxyUnderTest proxy() {
    return ProxyUnderTest.with().lookup(FlightRecorderTest::lookUp, Duration.ofSeconds(5)).start();
  }

  @Test
  void aTunnelIsAConnectionInWhichAreAResolveADialAndARelay() {
    String target = "host.example:" + origin.address().port();
    Queue<RecordedEvent> events =
        recorded(() -> {
          try (ProxyUnderTest proxy = proxy()) {
            try (Peer client = proxy.client()) {
              client.sendsText("CONNECT " + target + " HTTP/1.1\r\n\r\n");
              try (Peer server = origin.accept()) {
                client.receivesHead();
                client.sendsText("12345").ends();
                server.receivesText("12345").receivesEnd().sendsText("123").ends();
                client.receivesText("123").receivesEnd();
              }
            }
            Await.until("it is over", () -> proxy.server().connections().count() == 0);
          }
        });

    RecordedEvent resolve = only("heddle.Resolve", events);
    assertEquals("host.example", resolve.getString("host"));
    assertTrue(resolve.getBoolean("found"));

    RecordedEvent dial = only("heddle.Dial", events);
    assertEquals(1, dial.getLong("id"));
    assertEquals(target, dial.getString("target"));
    assertEquals("direct", dial.getString("outbound"));
    assertTrue(dial.getBoolean("opened"));

    RecordedEvent relay = only("heddle.Relay", events);
    assertEquals(1, relay.getLong("id"));
    assertEquals(5, relay.getLong("upload"));
    assertEquals(3, relay.getLong("download"));
    assertEquals("CLOSED", relay.getString("outcome"));

    RecordedEvent connection = only("heddle.Connection", events);
    assertEquals(1, connection.getLong("id"));
    assertTrue(connection.getString("client").startsWith("127.0.0.1:"));
    assertEquals("http", connection.getString("protocol"));
    assertEquals(target, connection.getString("target"));
    assertEquals("default", connection.getString("rule"));
    assertEquals("direct", connection.getString("outbound"));
    assertEquals("closed", connection.getString("outcome"));
    assertEquals(5, connection.getLong("upload"));
    assertEquals(3, connection.getLong("download"));

    isInOrder(
        connection.getStartTime(),
        dial.getStartTime(),
        resolve.getStartTime(),
        resolve.getEndTime(),
        dial.getEndTime(),
        relay.getStartTime(),
        relay.getEndTime(),
        connection.getEndTime());
    for (RecordedEvent event : events) {
      assertTrue(event.getDuration().isPositive(), event::toString);
    }
  }

  private static void isInOrder(Instant... times) {
    List<Instant> list = List.of(times);
    assertEquals(list.stream().sorted().toList(), list);
  }

  @Test
  void aFailureIsRecordedWithWhatFailed() {
    Queue<RecordedEvent> events =
        recorded(() -> {
          try (ProxyUnderTest proxy = proxy();
              Peer client = proxy.client()) {
            client.sendsText("CONNECT nowhere.example:80 HTTP/1.1\r\n\r\n");
            assertTrue(client.receivesHead().startsWith("HTTP/1.1 502 "));
          }
        });
    RecordedEvent resolve = only("heddle.Resolve", events);
    assertEquals("nowhere.example", resolve.getString("host"));
    assertFalse(resolve.getBoolean("found"));
    assertFalse(only("heddle.Dial", events).getBoolean("opened"));
    assertEquals("refused", only("heddle.Connection", events).getString("outcome"));
  }
}
