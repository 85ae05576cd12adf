package io.heddle.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Growing buffer that collects one message, so that the message is sent in one write. Not
/// thread-safe.
public final class ByteWriter {
  private byte[] buffer;
  private int size;

  /// Creates a writer for a message of about `capacity` bytes.
  public ByteWriter(int capacity) {
    buffer = new byte[capacity];
  }

  /// Appends the low 8 bits.
  public ByteWriter u8(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /// Appends the low 16 bits in network order.
  public ByteWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /// Appends all 32 bits in network order.
  public ByteWriter u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  /// Appends the remaining bytes of `bytes`, whose position stays unchanged.
  public ByteWriter bytes(ByteBuffer bytes) {
    int count = bytes.remaining();
    reserve(count);
    bytes.get(bytes.position(), buffer, size, count);
    size += count;
    return this;
  }

  /// Appends all of `bytes`.
  public ByteWriter bytes(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  /// Appends text in ISO 8859-1, one byte for each character.
  public ByteWriter latin1(String text) {
    return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Number of bytes written so far.
  public int size() {
    return size;
  }

  /// Discards the message, and keeps the memory for the next one.
  public void clear() {
    size = 0;
  }

  /// Returns the message, ready to be sent. The result shares memory with this writer, so the writer
  /// must not be used until the message is sent.
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(buffer, 0, size);
  }

  /// Returns a copy of the message.
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private void reserve(int count) {
    if (buffer.length - size < count) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + count));
    }
  }
}
