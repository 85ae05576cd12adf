package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The lock of a connection: who forgets it is told so.
@Tag("component")
class ConnectionLockTest {
  private final SessionUnderTest server = SessionUnderTest.server(1);
  private final Http2Session session = server.session();

  @Test
  void stateIsReachedOnlyUnderTheLock() throws Exception {
    server.receivesHeaders(1, ":method GET", EndStream.NO);
    StreamEntry stream = server.accepts();
    FrameHandler handler = new FrameHandler(session);
    for (Executable access :
        List.<Executable>of(
            session::streams,
            session::accepted,
            session::pings,
            session::peerSettings,
            session::reserve,
            session::idle,
            () -> session.reset(stream, ErrorCode.CANCEL),
            () -> session.sender().send(new Frame.Ping(1)),
            () -> session.sender().take(),
            () -> session.sender().maxData(),
            session.lifecycle()::phase,
            session.lifecycle()::goAway,
            session.lifecycle()::drain,
            () -> session.lifecycle().end(new IOException()),
            () -> handler.handle(new Frame.Ping(1)),
            stream::state,
            stream::failure,
            stream::received,
            stream::output,
            stream::pollHead,
            stream::endReceiving,
            () -> stream.abandon(ErrorCode.CANCEL))) {
      assertThrows(AssertionError.class, access);
    }
    assertDoesNotThrow(() -> server.state(stream));
  }

  @Test
  void aWaitEndsWithItsDeadline() {
    ConnectionLock monitor = new ConnectionLock();
    Deadline past = Deadline.after(Duration.ofSeconds(-1));
    assertThrows(
        SocketTimeoutException.class,
        () -> monitor.run(() -> monitor.await(monitor.stateChanged(), past)));
  }

  @Test
  void aWaitEndsWhenItsThreadIsInterrupted() {
    ConnectionLock monitor = new ConnectionLock();
    Thread.currentThread().interrupt();
    assertThrows(
        ClosedByInterruptException.class,
        () -> monitor.run(() -> monitor.await(monitor.stateChanged(), Deadline.NONE)));
    assertDoesNotThrow(() -> assertInterrupted());
  }

  private static void assertInterrupted() {
    if (!Thread.interrupted()) {
      throw new AssertionError("the thread is not interrupted any more");
    }
  }
}
