package io.heddle.hostlist;

import io.heddle.address.AddressFamily;
import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern.MatchType;
import io.heddle.address.Host;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// Set of names, alone or with all below them, and of blocks of addresses. Immutable.
public final class HostSet {
  private static final int NOT_FOUND = HostTable.NOT_FOUND;

  // First bytes of the keys of blocks, which no name has.
  private static final byte BLOCK_V4 = 4;
  private static final byte BLOCK_V6 = 6;

  /// Set of nothing.
  public static final HostSet EMPTY = new Builder().build();

  private final EntryStore entries;
  private final HostTable table;
  private final int[] prefixes4;
  private final int[] prefixes6;
  private final int names;
  private final int blocks;

  private HostSet(Builder builder) {
    entries = builder.entries;
    table = new HostTable(entries, builder.count);
    prefixes4 = builder.prefixes4.stream().toArray();
    prefixes6 = builder.prefixes6.stream().toArray();
    int distinct = 0;
    int distinctBlocks = 0;
    for (int at = 0; at < entries.end(); at = entries.after(at)) {
      int replaced = table.put(at);
      if (replaced == NOT_FOUND) {
        distinct++;
        distinctBlocks += isBlock(at) ? 1 : 0;
      } else if (!isExact(replaced)) {
        // A name with all below it stands for the name alone, too.
        table.put(replaced);
      }
    }
    names = distinct - distinctBlocks;
    blocks = distinctBlocks;
  }

  /// Number of names.
  public int names() {
    return names;
  }

  /// Number of blocks of addresses, of which one may be a single address.
  public int blocks() {
    return blocks;
  }

  /// Bytes of memory.
  public long memory() {
    return entries.memory() + table.memory();
  }

  /// Whether the name, or one above it with all below, is in the set.
  public boolean contains(Host.Name name) {
    return position(name.text()) != NOT_FOUND;
  }

  /// Whether a block contains the address.
  ///
  /// @param address block of one address
  public boolean contains(Cidr address) {
    return prefix(address) != NOT_FOUND;
  }

  /// The entry for a name, if the set contains it.
  public Optional<HostEntry> find(Host.Name name) {
    int position = position(name.text());
    if (position == NOT_FOUND) {
      return Optional.empty();
    }
    String text = StandardCharsets.US_ASCII.decode(entries.key(position)).toString();
    return Optional.of(
        new HostEntry(isExact(position) ? "=" + text : text, entries.tag(position) >>> 1));
  }

  /// The entry for an address, if the set contains it.
  public Optional<HostEntry> find(Cidr address) {
    int length = prefix(address);
    if (length == NOT_FOUND) {
      return Optional.empty();
    }
    Cidr block = address.withLength(length);
    int line = entries.tag(position(Builder.key(block))) >>> 1;
    return Optional.of(new HostEntry(block.toString(), line));
  }

  /// Length of the shortest prefix of the address that is in the set.
  private int prefix(Cidr address) {
    for (int length : address.family() == AddressFamily.IPV4 ? prefixes4 : prefixes6) {
      if (position(Builder.key(address.withLength(length))) != NOT_FOUND) {
        return length;
      }
    }
    return NOT_FOUND;
  }

  /// Position of the entry of a block.
  private int position(byte[] key) {
    String text = new String(key, StandardCharsets.ISO_8859_1);
    int hash = table.emptyHash();
    for (int i = text.length() - 1; i >= 0; i--) {
      hash = HostTable.step(hash, text.charAt(i));
    }
    return table.find(hash, text, 0);
  }

  /// Position of the entry for a name.
  private int position(String name) {
    int hash = table.emptyHash();
    for (int i = name.length() - 1; i >= 0; i--) {
      hash = HostTable.step(hash, name.charAt(i));
      if (i == 0 || name.charAt(i - 1) == '.') {
        int position = table.find(hash, name, i);
        if (position != NOT_FOUND && (i == 0 || !isExact(position))) {
          return position;
        }
      }
    }
    return NOT_FOUND;
  }

  private boolean isBlock(int position) {
    ByteBuffer key = entries.key(position);
    return key.get(key.position()) <= BLOCK_V6;
  }

  private boolean isExact(int position) {
    return (entries.tag(position) & 1) != 0;
  }

  /// Builder of a set, from entries in any order and more than once.
  public static final class Builder {
    private final EntryStore entries = new EntryStore();
    private final BitSet prefixes4 = new BitSet();
    private final BitSet prefixes6 = new BitSet();
    private int count;

    /// Adds a name, in the text of [Host.Name].
    ///
    /// @param line of the file, from 1
    public void add(byte[] bytes, int from, int length, MatchType type, int line) {
      count++;
      entries.add(bytes, from, length, (line << 1) | (type == MatchType.EXACT ? 1 : 0));
    }

    /// Adds a block of addresses.
    public void add(Cidr block, int line) {
      count++;
      (block.family() == AddressFamily.IPV4 ? prefixes4 : prefixes6).set(block.length());
      byte[] key = key(block);
      entries.add(key, 0, key.length, line << 1);
    }

    /// Key of a block: IP version, length of the prefix, and the bytes that have bits of it.
    private static byte[] key(Cidr block) {
      byte[] key = new byte[2 + 2 * Long.BYTES];
      ByteBuffer.wrap(key)
          .put(block.family() == AddressFamily.IPV4 ? BLOCK_V4 : BLOCK_V6)
          .put((byte) block.length())
          .putLong(block.high())
          .putLong(block.low());
      return Arrays.copyOf(key, 2 + (block.length() + Byte.SIZE - 1) / Byte.SIZE);
    }

    /// Bytes of memory that the set will take.
    public long memory() {
      return entries.memory() + HostTable.memory(count);
    }

    /// The set of what was added. Afterwards, nothing more can be added.
    public HostSet build() {
      return new HostSet(this);
    }
  }
}
