package io.heddle.hostlist;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Entries of a list, one behind the other in blocks of memory, without an object for each.
///
///     length of the key (1)   tag (4)   key
///
/// An entry is known by its position over all blocks. It is within one block; the rest of a full block is
/// zero.
final class EntryStore {
  private static final int BLOCK_BITS = 18;
  private static final int BLOCK = 1 << BLOCK_BITS;
  private static final int KEY = 1 + Integer.BYTES;

  private final List<byte[]> blocks = new ArrayList<>();
  private int end;

  /// Appends an entry.
  ///
  /// @param length of the key, 1 to 255 bytes
  /// @param tag what is known about the entry
  void add(byte[] bytes, int from, int length, int tag) {
    if ((blocks.size() << BLOCK_BITS) - end < KEY + length) {
      end = blocks.size() << BLOCK_BITS;
      blocks.add(new byte[BLOCK]);
    }
    byte[] block = blocks.getLast();
    int at = end & (BLOCK - 1);
    block[at] = (byte) length;
    ByteBuffer.wrap(block).putInt(at + 1, tag);
    System.arraycopy(bytes, from, block, at + KEY, length);
    end += KEY + length;
  }

  /// Bytes of memory.
  long memory() {
    return (long) blocks.size() << BLOCK_BITS;
  }

  /// Position behind all entries.
  int end() {
    return end;
  }

  /// Position of the next entry, or the end.
  int after(int position) {
    int next = position + KEY + length(position);
    boolean blockIsOver = next < end && length(next) == 0;
    return blockIsOver ? (next | (BLOCK - 1)) + 1 : next;
  }

  int length(int position) {
    return block(position)[position & (BLOCK - 1)] & 0xff;
  }

  int tag(int position) {
    return ByteBuffer.wrap(block(position)).getInt((position & (BLOCK - 1)) + 1);
  }

  /// The bytes of a key, as a buffer of its own.
  ByteBuffer key(int position) {
    return ByteBuffer.wrap(block(position), (position & (BLOCK - 1)) + KEY, length(position));
  }

  /// Whether a key is the end of a text, from an index on.
  boolean hasKey(int position, String text, int from) {
    byte[] block = block(position);
    int at = position & (BLOCK - 1);
    int length = text.length() - from;
    if ((block[at] & 0xff) != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((block[at + KEY + i] & 0xff) != text.charAt(from + i)) {
        return false;
      }
    }
    return true;
  }

  private byte[] block(int position) {
    return blocks.get(position >>> BLOCK_BITS);
  }
}
