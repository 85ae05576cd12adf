package io.heddle.socks5;

import io.heddle.wire.MalformedException;

/// ATYP that RFC 1928 §5 does not define. Its reply code is X'08'.
public final class UnknownAddressTypeException extends MalformedException {
  private static final long serialVersionUID = 1L;

  UnknownAddressTypeException(int type) {
    super("unknown address type " + type);
  }
}
