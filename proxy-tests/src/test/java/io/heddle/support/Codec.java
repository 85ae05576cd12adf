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

/// The two halves of a message's codec, and the sentences in which rows about it are written.
public record Codec<M>(MessageReader<M> reader, BiConsumer<M, ByteWriter> writer) {

  /// The reading half.
  @FunctionalInterface
  public interface MessageReader<M> {
    M read(ByteReader in) throws IOException, MalformedException;
  }

  /// The message on the wire.
  public byte[] write(M message) {
    ByteWriter out = new ByteWriter(0);
    writer.accept(message, out);
    return out.toByteArray();
  }

  /// What comes of reading one message from `source`.
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

  /// What comes of reading one message from bytes that are all there.
  public ReadResult<M> read(byte[] bytes) {
    return read(ChunkedByteSource.whole(bytes));
  }

  /// The bytes are how the message is written, and are read as it, whatever follows.
  public void assertBothWays(byte[] bytes, M message) {
    assertReads(bytes, message);
    assertEquals(Hex.text(bytes), Hex.text(write(message)));
  }

  /// The bytes, and none of those after them, are read as the message, though it is written
  /// otherwise.
  public void assertReads(byte[] bytes, M message) {
    byte[] withTail = ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) 5).array();
    assertEquals(new ReadResult.Read<>(message, "05"), read(withTail));
  }

  /// The bytes break a rule, which can be told from them alone.
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
