package io.heddle.hostlist;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/// Hash table of the keys in an [EntryStore], with linear probing and at most half full. A slot is the
/// position of an entry, plus 1.
final class HostTable {
  /// Position of no entry.
  static final int NOT_FOUND = -1;

  private static final int FNV_PRIME = 0x01000193;

  private final EntryStore entries;
  private final int[] slots;

  // Nobody who writes a list can know which names have the same hash.
  private final int seed = ThreadLocalRandom.current().nextInt();

  /// A table of nothing.
  ///
  /// @param count of the entries that are to be inserted
  HostTable(EntryStore entries, int count) {
    this.entries = entries;
    slots = new int[slots(count)];
  }

  /// A power of two, two to four times the number of entries.
  private static int slots(int count) {
    return Integer.highestOneBit(Math.max(1, count)) << 2;
  }

  /// Bytes of memory of a table of so many entries.
  static long memory(int count) {
    return (long) slots(count) * Integer.BYTES;
  }

  /// Bytes of memory.
  long memory() {
    return (long) slots.length * Integer.BYTES;
  }

  /// Inserts an entry, or replaces the one with its key.
  ///
  /// @return position of the entry that is replaced, or [#NOT_FOUND]
  int put(int position) {
    ByteBuffer key = entries.key(position);
    int slot = slot(hash(key));
    for (; slots[slot] != 0; slot = next(slot)) {
      int other = slots[slot] - 1;
      if (entries.key(other).equals(key)) {
        slots[slot] = position + 1;
        return other;
      }
    }
    slots[slot] = position + 1;
    return NOT_FOUND;
  }

  /// Position of the entry whose key is the end of a text, from an index on.
  ///
  /// @param hash of that end
  int find(int hash, String text, int from) {
    for (int slot = slot(hash); slots[slot] != 0; slot = next(slot)) {
      int position = slots[slot] - 1;
      if (entries.hasKey(position, text, from)) {
        return position;
      }
    }
    return NOT_FOUND;
  }

  private int hash(ByteBuffer key) {
    int hash = seed;
    for (int i = key.limit() - 1; i >= key.position(); i--) {
      hash = step(hash, key.get(i) & 0xff);
    }
    return hash;
  }

  /// The hash of an empty text.
  int emptyHash() {
    return seed;
  }

  /// The hash of a text that has a character in front of another (FNV-1a). So one pass over a name, from
  /// its last character to the first, gives the hashes of all names above it.
  ///
  /// @param hash of the other text
  static int step(int hash, int character) {
    return (hash ^ character) * FNV_PRIME;
  }

  private int slot(int hash) {
    int mixed = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
    return (mixed ^ (mixed >>> 13)) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }
}
