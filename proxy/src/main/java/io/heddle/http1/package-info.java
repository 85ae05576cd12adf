/// Heads of HTTP/1.1 messages (RFC 9112), parsed and written from the parsed form.
///
/// Requests are parsed strictly. Syntax that two parsers may understand differently is rejected, not
/// repaired: bare CR or LF, folded lines, a space before the colon, control bytes. So a forwarded
/// request has the same meaning to the next hop as to us. A lenient parser, as RFC 9112 permits for
/// old peers, was rejected for requests because it enables request smuggling.
///
/// Responses are parsed as leniently as squid, curl and Chromium together do, see
/// [io.heddle.http1.ResponseHeadReader]. The client gets them in a form that cannot be misread, and
/// the connection that a repaired response came on is not used again.
package io.heddle.http1;
