package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9113 §6.5.2.
@Tag("component")
class PeerSettingsTest {
  @Test
  void areThoseOfTheRfcAtFirst() {
    assertEquals(new PeerSettings(Integer.MAX_VALUE, 65_535), PeerSettings.DEFAULT);
  }

  @Test
  void areAppliedInOrder() throws Exception {
    assertEquals(
        new PeerSettings(7, 9),
        PeerSettings.DEFAULT.with(
            List.of(
                new Setting(Setting.MAX_CONCURRENT_STREAMS, 5),
                new Setting(Setting.INITIAL_WINDOW_SIZE, 9),
                new Setting(Setting.MAX_CONCURRENT_STREAMS, 7)),
            Role.SERVER));
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_CONCURRENT_STREAMS, 0x3, 4294967295",
    "INITIAL_WINDOW_SIZE,    0x4, 2147483647",
    "MAX_FRAME_SIZE,         0x5, 16384",
    "MAX_FRAME_SIZE,         0x5, 16777215",
    "ENABLE_PUSH,            0x2, 0",
    "ENABLE_PUSH,            0x2, 1",
    "HEADER_TABLE_SIZE,      0x1, 4294967295",
    "MAX_HEADER_LIST_SIZE,   0x6, 0",
    "an unknown one,         0xffff, 1"
  })
  void mayHaveAnyValueInRange(String name, String identifier, long value) throws Exception {
    PeerSettings changed =
        PeerSettings.DEFAULT.with(
            List.of(new Setting(Integer.decode(identifier), value)), Role.SERVER);
    int window = name.equals("INITIAL_WINDOW_SIZE") ? Integer.MAX_VALUE : 65_535;
    assertEquals(new PeerSettings(Integer.MAX_VALUE, window), changed);
  }

  @ParameterizedTest
  @CsvSource({
    "INITIAL_WINDOW_SIZE, 0x4, 2147483648, FLOW_CONTROL_ERROR",
    "MAX_FRAME_SIZE,      0x5, 16383,      PROTOCOL_ERROR",
    "MAX_FRAME_SIZE,      0x5, 16777216,   PROTOCOL_ERROR",
    "ENABLE_PUSH,         0x2, 2,          PROTOCOL_ERROR"
  })
  void mayNotBeOutOfRange(String name, String identifier, long value, ErrorCode code) {
    List<Setting> changes = List.of(new Setting(Integer.decode(identifier), value));
    Http2Exception e =
        assertThrows(
            Http2Exception.class, () -> PeerSettings.DEFAULT.with(changes, Role.SERVER), name);
    assertEquals(code, e.code());
  }

  /// §6.5.2: a server must not enable push.
  @Test
  void aServerSetsEnablePushToZeroAlone() throws Exception {
    List<Setting> off = List.of(new Setting(Setting.ENABLE_PUSH, 0));
    assertEquals(PeerSettings.DEFAULT, PeerSettings.DEFAULT.with(off, Role.CLIENT));
    List<Setting> on = List.of(new Setting(Setting.ENABLE_PUSH, 1));
    Http2Exception e =
        assertThrows(Http2Exception.class, () -> PeerSettings.DEFAULT.with(on, Role.CLIENT));
    assertEquals(ErrorCode.PROTOCOL_ERROR, e.code());
  }
}
