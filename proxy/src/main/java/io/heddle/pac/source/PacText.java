package io.heddle.pac.source;

import io.heddle.pac.PacException;
import io.heddle.pac.PacScript;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text of a script: UTF-8, or ISO 8859-1 if it is not valid in UTF-8, as old scripts are.
final class PacText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private PacText() {}

  /// @throws PacException if it is too long
  static String decode(ByteBuffer bytes) throws PacException {
    if (bytes.remaining() > PacScript.MAX_BYTES) {
      throw new PacException("it has more than " + PacScript.MAX_BYTES + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
  }
}
