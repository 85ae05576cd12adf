package io.heddle.http2.frame;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.Repeated;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
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

/// Cost of what each HTTP/2 stream needs: a field section, and DATA frames.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Http2Benchmark {
  private static final int STREAM = 1;
  private static final HeaderList CONNECT =
      new HeaderList(
          List.of(
              new Header(":method", "CONNECT"),
              new Header(":authority", "host.example:443"),
              new Header("user-agent", "Mozilla/5.0 (X11; Linux x86_64)"),
              new Header("proxy-authorization", "Basic bWU6c2VjcmV0")));

  private final HeaderEncoder encoder = new HeaderEncoder();
  private final HeaderDecoder decoder = new HeaderDecoder(65_536);
  private final ByteBuffer payload = ByteBuffer.allocate(Frame.MAX_PAYLOAD);
  private ByteBuffer section;
  private byte[] dataFrame;

  @Setup
  public void prepare() throws IOException, Http2Exception {
    Frame first = Frame.read(new ByteReader(Repeated.source(writeHeaders())), Frame.MAX_PAYLOAD);
    section = first instanceof Frame.Headers headers ? headers.fragment() : ByteBuffer.allocate(0);
    dataFrame = writeData();
  }

  @Benchmark
  public byte[] writeHeaders() {
    ByteWriter out = new ByteWriter(256);
    encoder.write(STREAM, CONNECT, EndStream.NO, out);
    return out.toByteArray();
  }

  @Benchmark
  public Optional<HeaderList> readHeaders() throws Http2Exception {
    decoder.decode(section.rewind(), EndHeaders.YES);
    return decoder.endSection();
  }

  @Benchmark
  public byte[] writeData() {
    ByteWriter out = new ByteWriter(Frame.HEADER_SIZE + Frame.MAX_PAYLOAD);
    new Frame.Data(STREAM, payload.clear(), 0, EndStream.NO).write(out);
    return out.toByteArray();
  }

  @Benchmark
  public Frame readData() throws IOException, Http2Exception {
    return Frame.read(new ByteReader(Repeated.source(dataFrame), 65_536), Frame.MAX_PAYLOAD);
  }
}
