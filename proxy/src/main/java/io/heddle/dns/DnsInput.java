package io.heddle.dns;

import io.heddle.wire.MalformedException;
import java.util.Arrays;

/// Cursor in a whole message, to whose earlier parts names may point.
final class DnsInput {
  private final byte[] message;
  private int position;

  DnsInput(byte[] message) {
    this.message = message;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  int u8() throws MalformedException {
    require(1);
    return message[position++] & 0xff;
  }

  int u16() throws MalformedException {
    return u8() << 8 | u8();
  }

  byte[] bytes(int count) throws MalformedException {
    require(count);
    byte[] bytes = Arrays.copyOfRange(message, position, position + count);
    position += count;
    return bytes;
  }

  void skip(int count) throws MalformedException {
    require(count);
    position += count;
  }

  private void require(int count) throws MalformedException {
    if (message.length - position < count) {
      throw new MalformedException("a DNS message that ends early");
    }
  }
}
