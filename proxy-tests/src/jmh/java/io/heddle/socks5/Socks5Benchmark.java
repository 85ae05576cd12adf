package io.heddle.socks5;

import io.heddle.address.Endpoint;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What each tunnel and each datagram passes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Socks5Benchmark {
  @Param({"192.0.2.1:443", "[2001:db8::1]:443", "host.example:443"})
  private String target;

  private byte[] request;
  private ByteBuffer datagram;
  private UdpHeader header;

  @Setup
  public void prepare() {
    Endpoint endpoint = Endpoint.parse(target);
    ByteWriter out = new ByteWriter(64);
    new Socks5Request(Socks5.CONNECT, endpoint).write(out);
    request = out.toByteArray();
    header = UdpHeader.of(endpoint);
    datagram = ByteBuffer.allocate(1200).put(header.toByteArray()).clear();
  }

  @Benchmark
  public Socks5Request readRequest() throws IOException, MalformedException {
    return Socks5Request.read(new ByteReader(Repeated.source(request)));
  }

  @Benchmark
  public byte[] writeReply() {
    ByteWriter out = new ByteWriter(32);
    new Socks5Reply(Socks5Reply.SUCCEEDED, header.address()).write(out);
    return out.toByteArray();
  }

  @Benchmark
  public UdpHeader readDatagram() throws MalformedException {
    return UdpHeader.read(datagram.rewind());
  }

  @Benchmark
  public byte[] writeDatagramHeader() {
    return header.toByteArray();
  }
}
