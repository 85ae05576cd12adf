package io.heddle.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import io.heddle.wire.Repeated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What each forwarded message passes: heads as browsers and servers send them, and chunks.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Http1Benchmark {
  private static final int LIMIT = 65_536;
  private static final byte[] REQUEST =
      """
      GET http://host.example/a/path?with=query HTTP/1.1
      Host: host.example
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
      Accept-Language: en-US,en;q=0.5
      Accept-Encoding: gzip, deflate
      Cookie: session=0123456789abcdef0123456789abcdef
      Proxy-Connection: keep-alive

      """
          .replace("\n", "\r\n")
          .getBytes(US_ASCII);
  private static final byte[] RESPONSE =
      """
      HTTP/1.1 200 OK
      Date: Sun, 06 Nov 1994 08:49:37 GMT
      Server: example
      Content-Type: text/html; charset=utf-8
      Content-Length: 1234
      Cache-Control: max-age=3600
      ETag: "0123456789abcdef"
      Connection: keep-alive

      """
          .replace("\n", "\r\n")
          .getBytes(US_ASCII);

  private final ByteBuffer data = ByteBuffer.allocate(65_536);
  private RequestHead request;
  private byte[] chunks;

  @Setup
  public void prepare() throws IOException, MalformedException {
    request = readRequest();
    chunks =
        ("1000\r\n" + "x".repeat(0x1000) + "\r\n").repeat(8).concat("0\r\n").getBytes(US_ASCII);
  }

  @Benchmark
  public RequestHead readRequest() throws IOException, MalformedException {
    return RequestHead.read(new ByteReader(Repeated.source(REQUEST)), LIMIT);
  }

  @Benchmark
  public ResponseHead readResponse() throws IOException, MalformedException {
    return ResponseHead.read(new ByteReader(Repeated.source(RESPONSE)), LIMIT);
  }

  @Benchmark
  public byte[] writeRequest() {
    ByteWriter out = new ByteWriter(1024);
    request.write(out);
    return out.toByteArray();
  }

  /// 32 KiB in chunks of four.
  @Benchmark
  public boolean decodeChunks() throws MalformedException {
    ChunkedDecoder decoder = new ChunkedDecoder(1024, Strictness.STRICT);
    decoder.decode(ByteBuffer.wrap(chunks), data.clear());
    return decoder.lastChunkRead();
  }
}
