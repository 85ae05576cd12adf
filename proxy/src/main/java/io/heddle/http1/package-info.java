/// The heads of HTTP/1.1 messages (RFC 9112), read strictly and written from the parsed form.
///
/// What two readers may understand differently is refused, not repaired: bare CR or LF, folded
/// lines, a space before the colon, control bytes. So nothing that is sent on can mean something
/// else to the next hop. A lenient parser, as RFC 9112 permits for old peers, was rejected: that
/// leniency is where request smuggling lives.
package io.heddle.http1;
