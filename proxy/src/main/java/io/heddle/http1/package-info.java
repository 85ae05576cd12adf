/// Heads of HTTP/1.1 messages (RFC 9112), parsed strictly and written from the parsed form.
///
/// Syntax that two parsers may understand differently is rejected, not repaired: bare CR or LF,
/// folded lines, a space before the colon, control bytes. So a forwarded message has the same
/// meaning to the next hop as to us. A lenient parser, as RFC 9112 permits for old peers, was
/// rejected because it enables request smuggling.
package io.heddle.http1;
