/// Authentication of this program with the HTTP proxies that it uses (RFC 9110 §11.7).
///
/// An [UpstreamAuthenticator] belongs to one outbound, and has the schemes that are configured for it.
/// An [AuthSession] belongs to one connection, and produces the credentials of its requests. What a
/// scheme is, and whether it needs one leg or three, only an [AuthExchange] knows; so tunnels, forwarded
/// requests, HTTP/1.1 and HTTP/2 have one code for all schemes.
///
/// Credentials are sent unasked once the proxy is known to want them: with one configured scheme from the
/// first request on, with several once the proxy has said by 407 which it offers. A 407 that must be
/// answered on another connection makes the request start over there, so there are no states of a
/// half-used connection. A secret is tried by one request at a time, and held back when it is rejected
/// ([SecretTrial]).
///
/// Rejected: an `Authenticator` of the JDK, which is one for the whole process; one handler class for each
/// combination of scheme and kind of request, of which there would be twelve.
package io.heddle.auth;
