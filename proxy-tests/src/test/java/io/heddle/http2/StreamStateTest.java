package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The figure of RFC 9113 §5.1 as a table, without push.
@Tag("component")
class StreamStateTest {
  private static final String NOT_ALLOWED = "-";

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          state,              HEADERS, END_STREAM sent,   END_STREAM received, RST_STREAM
          IDLE,               OPEN,    -,                 -,                   -
          OPEN,               -,       HALF_CLOSED_LOCAL, HALF_CLOSED_REMOTE,  CLOSED
          HALF_CLOSED_LOCAL,  -,       -,                 CLOSED,              CLOSED
          HALF_CLOSED_REMOTE, -,       CLOSED,            -,                   CLOSED
          CLOSED,             -,       -,                 -,                   CLOSED
          """)
  void transitionsAreThoseOfTheRfc(
      StreamState state, String opened, String endSent, String endReceived, String reset) {
    assertEquals(opened, after(state, StreamState::afterOpening));
    assertEquals(endSent, after(state, StreamState::afterEndSent));
    assertEquals(endReceived, after(state, StreamState::afterEndReceived));
    assertEquals(reset, after(state, StreamState::afterReset));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          state,              active, can send, can receive
          IDLE,               false,  false,    false
          OPEN,               true,   true,     true
          HALF_CLOSED_LOCAL,  true,   false,    true
          HALF_CLOSED_REMOTE, true,   true,     false
          CLOSED,             false,  false,    false
          """)
  void whatAStateAllows(StreamState state, String active, String canSend, String canReceive) {
    assertEquals(active, Boolean.toString(state.isActive()));
    assertEquals(canSend, Boolean.toString(state.canSend()));
    assertEquals(canReceive, Boolean.toString(state.canReceive()));
  }

  @ParameterizedTest
  @EnumSource
  void onlyAStreamThatIsIdleIsReleased(StreamState state) {
    String released = state == StreamState.IDLE ? "CLOSED" : NOT_ALLOWED;
    assertEquals(released, after(state, StreamState::afterRelease));
  }

  private static String after(StreamState state, UnaryOperator<StreamState> transition) {
    try {
      return transition.apply(state).name();
    } catch (IllegalStateException e) {
      return NOT_ALLOWED;
    }
  }
}
