package io.heddle.net.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.support.Await;
import io.heddle.support.RequiresLinux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readings of a table made for the test.
@Tag("component")
@RequiresLinux
class TableReaderTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Endpoint PROXY = Endpoint.parse("127.0.0.1:1080");
  private static final int SOCKETS = 20;
  private static final int FIRST_PORT = 50_000;

  @TempDir Path proc;

  private final BlockingCalls threads = new BlockingCalls("test", 1);

  private void writeTable() throws IOException {
    StringBuilder table = new StringBuilder("  sl  local_address rem_address   st\n");
    for (int i = 0; i < SOCKETS; i++) {
      table.append(
          "%4d: 0100007F:%04X 0100007F:0438 01 00000000:00000000 00:00000000 00000000 1000 0 %d 1\n"
              .formatted(i, FIRST_PORT + i, 100 + i));
    }
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(proc.resolve("net/tcp"), table);
  }

  private static SocketEnds client(int number) {
    return new SocketEnds(Endpoint.parse("127.0.0.1:" + (FIRST_PORT + number)), PROXY);
  }

  /// A question that is asked twice has two answers, and one for which there is no socket has one.
  @Test
  void oneReadingAnswersAllWhoWait() throws Exception {
    writeTable();
    TableReader reader = new TableReader(threads, proc);
    CountDownLatch busy = new CountDownLatch(1);
    List<Future<SocketOwner>> answers = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ =
          executor.submit(() ->
              threads.call(
                  LIMIT,
                  () -> {
                    busy.await();
                    return true;
                  }));
      for (int i = 0; i <= SOCKETS; i++) {
        SocketEnds ends = client(i);
        answers.add(executor.submit(() -> reader.find(ends, LIMIT)));
      }
      answers.add(executor.submit(() -> reader.find(client(0), LIMIT)));
      Await.until("all wait", () -> reader.waiting() == answers.size());
      busy.countDown();
    }
    for (int i = 0; i < SOCKETS; i++) {
      assertEquals(new OpenSocket(1000, 100 + i), answers.get(i).get());
    }
    assertEquals(UnknownSocket.CLOSED, answers.get(SOCKETS).get());
    assertEquals(new OpenSocket(1000, 100), answers.getLast().get());
    assertEquals(SOCKETS + 1, reader.lines());
  }

  @Test
  void aReadingThatFailsFailsForOneAndIsMadeAgainForTheNext() throws Exception {
    Files.createDirectories(proc.resolve("net/tcp"));
    TableReader reader = new TableReader(threads, proc);
    assertThrows(IOException.class, () -> reader.find(client(0), LIMIT));
    Files.delete(proc.resolve("net/tcp"));
    writeTable();
    assertEquals(new OpenSocket(1000, 100), reader.find(client(0), LIMIT));
  }
}
