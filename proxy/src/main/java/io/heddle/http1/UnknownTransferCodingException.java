package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// Transfer coding other than chunked in a message (RFC 9112 §6.1: 501). We never announce support
/// for another one.
public final class UnknownTransferCodingException extends MalformedException {
  private static final long serialVersionUID = 1L;

  UnknownTransferCodingException(String codings) {
    super("the transfer coding " + codings + ", of which only chunked is supported");
  }
}
