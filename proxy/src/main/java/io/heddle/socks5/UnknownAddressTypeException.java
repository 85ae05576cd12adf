package io.heddle.socks5;

import io.heddle.wire.MalformedException;

/// An ATYP that RFC 1928 §5 does not define; it has a reply code of its own, X'08'.
public final class UnknownAddressTypeException extends MalformedException {
  private static final long serialVersionUID = 1L;

  UnknownAddressTypeException(int type) {
    super("unknown address type " + type);
  }
}
