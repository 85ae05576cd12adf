package io.heddle.net.tls;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An element of ASN.1 in its distinguished encoding (X.690 §8.1, §10.1), with a tag of one byte.
///
///     +-----+--------+---------+    length below 0x80: one byte
///     | tag | length | content |    otherwise: 0x80 plus the number of bytes that follow with it
///     +-----+--------+---------+
final class DerElement {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private final int tag;
  private final byte[] content;

  /// @param content not copied
  DerElement(int tag, byte[] content) {
    this.tag = tag;
    this.content = content;
  }

  int tag() {
    return tag;
  }

  byte[] content() {
    return content;
  }

  /// A constructed element of these.
  static DerElement sequence(DerElement... children) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (DerElement child : children) {
      content.writeBytes(child.encoded());
    }
    return new DerElement(SEQUENCE, content.toByteArray());
  }

  /// The elements that follow each other in `der`.
  ///
  /// @throws InvalidKeyException if the last one is cut off
  private static List<DerElement> all(byte[] der) throws InvalidKeyException {
    List<DerElement> elements = new ArrayList<>();
    int position = 0;
    while (position < der.length) {
      int start = position + 2;
      int length = start > der.length ? -1 : der[position + 1] & 0xff;
      if (length >= 0x80) {
        int bytes = length & 0x7f;
        length = bytes > 4 || start + bytes > der.length ? -1 : 0;
        for (int i = 0; i < bytes && length >= 0; i++) {
          length = length << 8 | (der[start++] & 0xff);
        }
      }
      if (length < 0 || length > der.length - start) {
        throw new InvalidKeyException("cut off");
      }
      int end = start + length;
      elements.add(new DerElement(der[position] & 0xff, Arrays.copyOfRange(der, start, end)));
      position = end;
    }
    return elements;
  }

  /// The first element in `der`.
  ///
  /// @throws InvalidKeyException if there is none, or one is cut off
  static DerElement first(byte[] der) throws InvalidKeyException {
    return all(der).stream().findFirst().orElseThrow(() -> new InvalidKeyException("cut off"));
  }

  /// The elements in a constructed one.
  List<DerElement> children() throws InvalidKeyException {
    return all(content);
  }

  byte[] encoded() {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.length >= 0x80) {
      // Two bytes of length: no key is longer.
      element.write(0x82);
      element.write(content.length >> 8);
    }
    element.write(content.length);
    element.writeBytes(content);
    return element.toByteArray();
  }
}
