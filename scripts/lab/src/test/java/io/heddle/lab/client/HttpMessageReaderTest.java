package io.heddle.lab.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessageReaderTest {
  private static final String WITH_LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String WITHOUT_BODY = "HTTP/1.1 204 No Content\r\n\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void bodiesAreSkippedHoweverTheBytesArrive(int size) throws IOException {
    HttpMessageReader reader =
        reader(
            WITH_LENGTH
                + "12345"
                + CHUNKED
                + "a\r\n0123456789\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n"
                + WITHOUT_BODY,
            size);
    for (String expected : new String[] {WITH_LENGTH, CHUNKED, WITHOUT_BODY}) {
      String head = reader.nextHead();
      assertEquals(expected, head);
      reader.skipBody(head);
    }
    assertEquals("", reader.nextHead());
  }

  @Test
  void bodiesMayBeLargerThanTheBuffer() throws IOException {
    int length = 1_000_000;
    HttpMessageReader reader = reader("x".repeat(length) + WITHOUT_BODY, 10_000);
    reader.skip(length);
    assertEquals(WITHOUT_BODY, reader.nextHead());
  }

  @Test
  void aStreamMayNotEndWithinAHead() {
    assertThrows(EOFException.class, () -> reader("HTTP/1.1 200 OK\r\n", 4).nextHead());
  }

  @ParameterizedTest
  @ValueSource(strings = {WITH_LENGTH + "1234", CHUNKED + "a\r\n0123", CHUNKED + "a"})
  void aStreamMayNotEndWithinABody(String cut) throws IOException {
    HttpMessageReader reader = reader(cut, 4);
    String head = reader.nextHead();
    assertThrows(EOFException.class, () -> reader.skipBody(head));
  }

  /// @param size of each read, in bytes
  private static HttpMessageReader reader(String text, int size) {
    InputStream all = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    return new HttpMessageReader(
        new InputStream() {
          @Override
          public int read() throws IOException {
            return all.read();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return all.read(bytes, offset, Math.min(length, size));
          }
        });
  }
}
