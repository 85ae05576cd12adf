package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http1.MessageHead.Persistence;
import io.heddle.support.HttpText;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Body length of RFC 9112 §6.3 as a table, without the cases of the smuggling corpus.
@Tag("codec")
class BodyLengthTest {

  private static ByteReader reader(String message) {
    ByteBuffer bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1));
    return new ByteReader(into -> {
      int count = Math.min(into.remaining(), bytes.remaining());
      into.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count == 0 ? -1 : count;
    });
  }

  private static String lines(Optional<String> fields) {
    return fields.map(text -> text.replace("; ", "\n") + "\n").orElse("") + "\n";
  }

  private static RequestHead request(String version, String fields) {
    try {
      String head = "POST / HTTP/" + version + "\n" + lines(Optional.ofNullable(fields));
      return RequestHead.read(reader(HttpText.message(head)), 1000);
    } catch (IOException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private static ResponseHead response(String status, String fields) {
    try {
      String head = "HTTP/" + status + " x\n" + lines(Optional.ofNullable(fields));
      return ResponseHead.read(reader(HttpText.message(head)), 1000);
    } catch (IOException | MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.1 |                            | NoBody[]
          1.0 |                            | NoBody[]
          1.1 | Content-Length: 0          | ContentLength[bytes=0]
          1.0 | Content-Length: 5          | ContentLength[bytes=5]
          1.1 | content-length: 007        | ContentLength[bytes=7]
          1.1 | Content-Length: 999999999999999999 | ContentLength[bytes=999999999999999999]
          1.1 | Transfer-Encoding: chunked | Chunked[]
          1.1 | TRANSFER-ENCODING: CHUNKED | Chunked[]
          """)
  void aRequestHasThatBody(String version, String fields, String expected)
      throws MalformedException {
    assertEquals(expected, BodyLength.of(request(version, fields)).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.1 | Content-Length: 1; Content-Length: 1             | more than one Content-Length
          1.1 | Content-Length: 1000000000000000000              | Content-Length is not a number of bytes
          1.1 | Content-Length: 1; Transfer-Encoding: chunked    | both Content-Length and Transfer-Encoding
          1.0 | Transfer-Encoding: chunked                       | a transfer coding in an HTTP/1.0 request
          1.1 | Transfer-Encoding: chunked, chunked              | Transfer-Encoding is not a list of codings, chunked once
          1.1 | Transfer-Encoding: gzip                          | Transfer-Encoding does not end with chunked
          1.1 | Transfer-Encoding: gzip; Transfer-Encoding: chunked | the transfer coding gzip, chunked, of which only chunked is supported
          """)
  void aRequestIsMalformed(String version, String fields, String why) {
    var breach =
        assertThrows(MalformedException.class, () -> BodyLength.of(request(version, fields)));
    assertEquals(why, breach.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | 1.1 200 |                                               | CloseDelimited[]
          GET  | 1.0 200 |                                               | CloseDelimited[]
          GET  | 1.1 200 | Content-Length: 5                             | ContentLength[bytes=5]
          GET  | 1.1 200 | Content-Length: 5, 5; Content-Length: 05      | ContentLength[bytes=5]
          GET  | 1.1 200 | Transfer-Encoding: chunked                    | Chunked[]
          GET  | 1.0 200 | Transfer-Encoding: chunked                    | Chunked[]
          GET  | 1.1 200 | Content-Length: 5; Transfer-Encoding: chunked | Chunked[]
          GET  | 1.1 200 | Content-Length: 5,                            | ContentLength[bytes=5]
          GET  | 1.1 200 | Transfer-Encoding: identity                   | CloseDelimited[]
          GET  | 1.1 200 | Transfer-Encoding: identity; Content-Length: 5 | ContentLength[bytes=5]
          GET  | 1.1 200 | Transfer-Encoding:; Content-Length: 5         | ContentLength[bytes=5]
          GET  | 1.1 200 | Transfer-Encoding: Identity, chunked,         | Chunked[]
          GET  | 1.1 500 | Content-Length: 0                             | ContentLength[bytes=0]
          HEAD | 1.1 200 | Content-Length: 5                             | NoBody[]
          HEAD | 1.1 200 | Transfer-Encoding: chunked                    | NoBody[]
          GET  | 1.1 100 | Content-Length: 5                             | NoBody[]
          GET  | 1.1 204 | Content-Length: 5                             | NoBody[]
          GET  | 1.1 304 | Content-Length: 5                             | NoBody[]
          """)
  void aResponseHasThatBody(String method, String status, String fields, String expected)
      throws MalformedException {
    assertEquals(expected, BodyLength.of(response(status, fields), method).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Content-Length: 5; Content-Length: 6
          Content-Length: 5, 6
          Content-Length: x
          Content-Length:
          Content-Length: ,
          Content-Length: +5
          Content-Length: 99999999999999999999
          Transfer-Encoding: chunked, identity
          Transfer-Encoding: chunked, chunked
          Transfer-Encoding: chunked; Transfer-Encoding: chunked
          Transfer-Encoding: chunked;a=b
          Transfer-Encoding: xyz
          Transfer-Encoding: gzip, chunked
          """)
  void aResponseIsMalformed(String fields) {
    assertThrows(MalformedException.class, () -> BodyLength.of(response("1.1 200", fields), "GET"));
  }

  @Test
  void anUnknownCodingHasItsOwnException() {
    assertThrows(
        UnknownTransferCodingException.class,
        () -> BodyLength.of(request("1.1", "Transfer-Encoding: br, chunked")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.1 |                                                   | KEEP_ALIVE
          1.1 | Connection: close                                 | CLOSE
          1.1 | Connection: a; Connection: b, CLOSE               | CLOSE
          1.1 | Proxy-Connection: close                           | CLOSE
          1.1 | Connection: closed                                | KEEP_ALIVE
          1.0 |                                                   | CLOSE
          1.0 | Connection: Keep-Alive                            | KEEP_ALIVE
          1.0 | Proxy-Connection: keep-alive                      | KEEP_ALIVE
          1.0 | Proxy-Connection: keep-alive; Connection: close   | CLOSE
          """)
  void aClientWants(String version, String fields, Persistence expected) {
    assertEquals(expected, Persistence.of(request(version, fields)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.1 200 |                              | KEEP_ALIVE
          1.1 200 | Connection: close            | CLOSE
          1.1 200 | Proxy-Connection: close      | KEEP_ALIVE
          1.0 200 |                              | CLOSE
          1.0 200 | Connection: keep-alive       | KEEP_ALIVE
          1.0 200 | Proxy-Connection: keep-alive | CLOSE
          """)
  void aServerWants(String status, String fields, Persistence expected) {
    assertEquals(expected, Persistence.of(response(status, fields)));
  }
}
