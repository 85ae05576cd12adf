package io.heddle.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Gathers one message, so that it leaves in one write. Grows as needed; for one thread at a time.
public final class ByteWriter {
  private byte[] buffer;
  private int size;

  /// A writer that expects a message of about `capacity` bytes.
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

  /// Appends what remains in `bytes`, which stays as it is.
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

  /// Appends text, a byte for each character below 256.
  public ByteWriter latin1(String text) {
    return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// How many bytes it has so far.
  public int size() {
    return size;
  }

  /// Begins a new message in the same memory.
  public void clear() {
    size = 0;
  }

  /// The message, ready to be sent; shares memory with this writer, which is not used while
  /// that is needed.
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(buffer, 0, size);
  }

  /// A copy of the message.
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private void reserve(int count) {
    if (buffer.length - size < count) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + count));
    }
  }
}
