/// What a proxy's program is when it starts.
enum Code {
  /// As fast as it will ever be.
  MACHINE,
  /// Compiled while it works, the parts that do most of it first.
  BYTE
}
