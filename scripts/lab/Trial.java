/// What a proxy may be put to. Not every one can take part in each.
enum Trial {
  /// Streams: asked for in SOCKS 5, or passed on to the one target that a forwarder has.
  STREAMS,
  /// Thousands of such streams that rest, in a proxy whose memory is that of one process.
  IDLE,
  /// UDP ASSOCIATE of SOCKS 5.
  UDP,
  /// HTTP requests that it forwards.
  HTTP,
  /// TLS with SOCKS inside; or with nothing inside, where it only takes TLS off.
  TLS,
  /// Streams through another proxy in TLS.
  CHAIN,
  /// To start without a configuration.
  START_BARE,
  /// To start with a configuration.
  START
}
