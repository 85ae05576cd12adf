package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.Terminal;
import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.jdk.BlockingCheck;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tunnel of the standard streams of this process, asked for by HTTP CONNECT.
///
///     standard input  ══ upload ══▶ proxy        the end of a direction ends the stream to its sink;
///     standard output ◀═ download ═ proxy        the tunnel ends when both directions have
///
/// Two platform threads copy, one for each direction: the standard streams know nothing else.
public final class StandardTunnel {
  private static final int HEAD_LIMIT = 64 * 1024;
  private static final int BODY_LIMIT = 64 * 1024;
  private static final int BUFFER = 64 * 1024;

  private final SocketChannel proxy;
  private final ByteReader reader;
  private volatile Optional<IOException> uploadFailure = Optional.empty();

  private StandardTunnel(SocketChannel proxy) {
    this.proxy = proxy;
    reader = new ByteReader(proxy::read);
  }

  /// Opens a tunnel, and copies until both directions have ended.
  ///
  /// @param listener of the proxy, a literal address
  /// @throws AppException if the tunnel is refused, or breaks
  static void run(Endpoint listener, Endpoint target) throws AppException {
    InetSocketAddress address =
        new InetSocketAddress(((Host.Ip) listener.host()).address(), listener.port());
    try (SocketChannel proxy = SocketChannel.open(address)) {
      StandardTunnel tunnel = new StandardTunnel(proxy);
      Optional<String> refusal = tunnel.request(target);
      if (refusal.isPresent()) {
        throw new AppException(ExitCode.FAILED, refusal.get());
      }
      tunnel.copy();
    } catch (IOException e) {
      throw AppException.failed("the connection to " + target + " is broken: " + e.getMessage());
    } catch (MalformedException e) {
      throw AppException.failed("the proxy at " + listener + " answers wrongly: " + e.getMessage());
    }
  }

  /// Opens a tunnel, and closes it without a byte.
  ///
  /// @return why it is refused; empty if it was opened
  public static Optional<String> refusal(Endpoint listener, Endpoint target) throws AppException {
    InetSocketAddress address =
        new InetSocketAddress(((Host.Ip) listener.host()).address(), listener.port());
    try (SocketChannel proxy = SocketChannel.open(address)) {
      return new StandardTunnel(proxy).request(target);
    } catch (IOException | MalformedException e) {
      throw AppException.failed("the proxy at " + listener + " does not answer: " + e.getMessage());
    }
  }

  /// Asks for the tunnel.
  ///
  /// @return why it is refused; empty if it is open
  private Optional<String> request(Endpoint target) throws IOException, MalformedException {
    ByteWriter out = new ByteWriter(256);
    HttpFields fields = HttpFields.of("Host", target.toString());
    new RequestHead("CONNECT", target.toString(), HttpVersion.HTTP_1_1, fields).write(out);
    writeAll(proxy, out.toBuffer());
    ResponseHead head = ResponseHead.read(reader, HEAD_LIMIT);
    return head.status() / 100 == 2 ? Optional.empty() : Optional.of(sentence(head));
  }

  /// The reason of a refusal, which is the body of the response.
  private String sentence(ResponseHead head) throws IOException {
    String digits = head.fields().firstValue("Content-Length").orElse("0");
    int length = digits.length() < 6 ? Integer.parseInt(digits) : BODY_LIMIT;
    String body = new String(reader.bytes(length), StandardCharsets.UTF_8).strip();
    return body.isEmpty() ? "heddle: refused: " + head.status() + " " + head.reason() : body;
  }

  private void copy() throws IOException, AppException {
    Thread upload = Thread.ofPlatform().daemon().name("upload").start(this::upload);
    download();
    // A person who sees the end of the server does not end an input that nobody reads any more.
    if (Terminal.isStream(0)) {
      return;
    }
    try {
      upload.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (uploadFailure.isPresent()) {
      throw uploadFailure.get();
    }
  }

  private void upload() {
    assert BlockingCheck.isAllowed();
    try {
      uploadAll(new FileInputStream(FileDescriptor.in).getChannel());
    } catch (IOException e) {
      uploadFailure = Optional.of(e);
    }
  }

  /// Bytes that came with the response are those that the reader returns first.
  private void download() throws IOException, AppException {
    assert BlockingCheck.isAllowed();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      while (reader.read(buffer) >= 0) {
        print(out.getChannel(), buffer.flip());
        buffer.clear();
      }
    }
  }

  private static void print(WritableByteChannel out, ByteBuffer bytes) throws AppException {
    try {
      writeAll(out, bytes);
    } catch (IOException e) {
      throw AppException.failed("standard output is closed");
    }
  }

  private void uploadAll(ReadableByteChannel in) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    while (in.read(buffer) >= 0) {
      writeAll(proxy, buffer.flip());
      buffer.clear();
    }
    proxy.shutdownOutput();
  }

  private static void writeAll(WritableByteChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int _ = to.write(bytes);
    }
  }
}
