package io.heddle.http1;

import io.heddle.wire.MalformedException;

/// A body in a transfer coding other than chunked, which nobody was asked for (RFC 9112 §6.1: 501).
public final class UnknownTransferCodingException extends MalformedException {
  private static final long serialVersionUID = 1L;

  UnknownTransferCodingException(String codings) {
    super("the transfer coding " + codings + ", of which only chunked is supported");
  }
}
