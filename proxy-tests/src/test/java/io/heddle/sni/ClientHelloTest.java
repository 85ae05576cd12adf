package io.heddle.sni;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.support.ClientHellos;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Server names of ClientHello messages.
@Tag("codec")
class ClientHelloTest {
  private static Optional<String> name(byte[] bytes) throws MalformedException {
    return ClientHello.parse(ByteBuffer.wrap(bytes)).orElseThrow().serverName();
  }

  private static void isCutAnywhere(byte[] bytes) throws MalformedException {
    for (int length = 0; length < bytes.length; length++) {
      assertEquals(
          Optional.empty(),
          ClientHello.parse(ByteBuffer.wrap(bytes, 0, length)),
          "after " + length + " bytes");
    }
  }

  @Test
  void theMessageOfTheJdkNamesItsServer() throws Exception {
    byte[] hello = jdk("www.example.com");
    assertEquals(Optional.of("www.example.com"), name(hello));
    isCutAnywhere(hello);
  }

  private static byte[] jdk(String name) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine(name, 443);
    engine.setUseClientMode(true);
    return wrapped(engine);
  }

  private static byte[] wrapped(SSLEngine engine) throws SSLException {
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void aMessageWithoutANameHasNone() throws MalformedException {
    assertEquals(Optional.empty(), name(ClientHellos.withoutName()));
    assertEquals(Optional.empty(), name(ClientHellos.naming()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 16384",
    "1300, 16384",
    "1300, 512",
    "0, 100",
    "300, 7",
    "16000, 16384",
    "16000, 4096"
  })
  void recordsMayDivideItAnywhere(int keyShares, int fragment) throws MalformedException {
    byte[] hello = ClientHellos.large("a.example", keyShares, fragment);
    assertEquals(Optional.of("a.example"), name(hello));
    isCutAnywhere(hello);
  }

  @Test
  void bytesBehindItAreLeft() throws MalformedException {
    byte[] hello = ClientHellos.naming("a.example");
    byte[] more = Arrays.copyOf(hello, hello.length + 10);
    assertEquals(Optional.of("a.example"), name(more));
  }

  @Test
  void theNameIsThatOfTheListOfHosts() throws MalformedException {
    byte[] other =
        HexFormat.of().parseHex("000d" + "070001" + "ff" + "000006" + "612e746573" + "74");
    byte[] hello = ClientHellos.records(ClientHellos.message(ClientHellos.extension(0, other)), 99);
    assertEquals(Optional.of("a.test"), name(hello));
  }

  static List<byte[]> mistakes() {
    byte[] good = ClientHellos.message(ClientHellos.extension(0, new byte[] {0, 0}));
    byte[] serverHello = good.clone();
    serverHello[0] = 2;
    byte[] cut = good.clone();
    cut[3]--;
    byte[] sid = good.clone();
    sid[4 + 34] = (byte) 255;
    byte[] twice =
        ClientHellos.message(
            ClientHellos.extension(0, new byte[] {0, 0}),
            ClientHellos.extension(0, new byte[] {0, 0}));
    return List.of(serverHello, cut, sid, twice);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMessageThatBreaksItsFormIsMalformed(byte[] message) {
    byte[] records = ClientHellos.records(message, 16384);
    assertThrows(MalformedException.class, () -> name(records));
  }

  @Test
  void twoNamesAreMalformed() {
    assertThrows(
        MalformedException.class, () -> name(ClientHellos.naming("a.example", "b.example")));
    assertThrows(MalformedException.class, () -> name(ClientHellos.naming("")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "17 03 03 00 01", // application data
        "16 03 01 00 00", // an empty record
        "16 03 01 40 01", // a record that is too long
        "16 03 01 00 04 01 00 40 01", // a message that is too long
        "16 03 01 00 01 01 15", // an alert within the message
      })
  void otherBytesAreMalformed(String hex) {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
    assertThrows(MalformedException.class, () -> ClientHello.parse(ByteBuffer.wrap(bytes)));
  }

  @Test
  void tooManyRecordsAreMalformed() {
    assertThrows(MalformedException.class, () -> name(ClientHellos.large("a.example", 100, 1)));
  }
}
