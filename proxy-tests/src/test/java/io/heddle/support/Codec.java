package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/// Reader and writer of a message, with assertions for table-driven tests.
public record Codec<M>(MessageReader<M> reader, BiConsumer<M, ByteWriter> writer) {

  /// Reader of a message.
  @FunctionalInterface
  public interface MessageReader<M> {
    M read(ByteReader in) throws IOException, MalformedException;
  }

  /// Encodes a message.
  public byte[] write(M message) {
    ByteWriter out = new ByteWriter(0);
    writer.accept(message, out);
    return out.toByteArray();
  }

  /// Reads one message from `source`.
  public ReadResult<M> read(ChunkedByteSource source) {
    ByteReader in = new ByteReader(source);
    try {
      M message = reader.read(in);
      return new ReadResult.Read<>(message, Hex.text(unread(in)));
    } catch (MalformedException e) {
      return new ReadResult.Malformed<>(e.getClass().getSimpleName(), e.getMessage());
    } catch (EOFException e) {
      return new ReadResult.NeedMore<>();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads one message from bytes that are available at once.
  public ReadResult<M> read(byte[] bytes) {
    return read(ChunkedByteSource.whole(bytes));
  }

  /// Asserts that the message is encoded as these bytes, and decoded from them.
  public void assertBothWays(byte[] bytes, M message) {
    assertReads(bytes, message);
    assertEquals(Hex.text(bytes), Hex.text(write(message)));
  }

  /// Asserts that the message is decoded from exactly these bytes. Its own encoding may differ.
  public void assertReads(byte[] bytes, M message) {
    byte[] withTail = ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) 5).array();
    assertEquals(new ReadResult.Read<>(message, "05"), read(withTail));
  }

  /// Asserts that the bytes are malformed, whatever bytes would follow.
  public void assertMalformed(byte[] bytes) {
    assertInstanceOf(ReadResult.Malformed.class, read(bytes), () -> Hex.text(bytes));
  }

  private static byte[] unread(ByteReader in) throws IOException {
    ByteBuffer early = ByteBuffer.allocate(in.buffered());
    in.drain(early);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(early.array());
    while (in.peek() >= 0) {
      bytes.write(in.u8());
    }
    return bytes.toByteArray();
  }
}
