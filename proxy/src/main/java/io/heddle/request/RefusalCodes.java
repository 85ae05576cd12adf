package io.heddle.request;

import io.heddle.request.Refusal.Reason;
import java.util.Optional;

/// Table of reply codes: from refusal reasons to the codes of every protocol and, for replies of
/// upstream proxies, back to reasons.
///
/// Sources: RFC 1928 §6, RFC 9110 §15, RFC 9209 §2.3. SOCKS 4 has a single code, 91.
public final class RefusalCodes {
  /// CD 91, request rejected or failed.
  public static final int SOCKS4 = 91;

  private RefusalCodes() {}

  /// SOCKS 5 reply code, REP of RFC 1928 §6.
  public static int socks5(Reason reason) {
    return switch (reason) {
      case NOT_ALLOWED, DENIED_BY_POLICY, UPSTREAM_DENIED -> 0x02;
      case LOOP_DETECTED, CREDENTIALS_REQUIRED -> 0x02;
      case NETWORK_UNREACHABLE -> 0x03;
      case HOST_UNREACHABLE, NAME_NOT_RESOLVED -> 0x04;
      case CONNECTION_REFUSED -> 0x05;
      case CONNECTION_TIMED_OUT, NAME_RESOLUTION_TIMED_OUT, RESPONSE_TIMED_OUT -> 0x06;
      case COMMAND_NOT_SUPPORTED -> 0x07;
      case ADDRESS_TYPE_NOT_SUPPORTED -> 0x08;
      case MALFORMED, TARGET_TOO_LONG, FIELDS_TOO_LARGE, TOO_SLOW -> 0x01;
      case UPSTREAM_REFUSED, UPSTREAM_UNREACHABLE, UPSTREAM_NOT_SECURE -> 0x01;
      case CONNECTION_LOST, RESPONSE_MALFORMED -> 0x01;
      case LIMIT_REACHED, INTERNAL_ERROR, NAME_SERVER_FAILED -> 0x01;
    };
  }

  /// Reason for a SOCKS 5 reply code other than success. Codes that RFC 1928 does not define become
  /// the general [Reason#UPSTREAM_REFUSED].
  public static Reason fromSocks5(int code) {
    return switch (code) {
      case 0x02 -> Reason.UPSTREAM_DENIED;
      case 0x03 -> Reason.NETWORK_UNREACHABLE;
      case 0x04 -> Reason.HOST_UNREACHABLE;
      case 0x05 -> Reason.CONNECTION_REFUSED;
      case 0x06 -> Reason.CONNECTION_TIMED_OUT;
      case 0x07 -> Reason.COMMAND_NOT_SUPPORTED;
      case 0x08 -> Reason.ADDRESS_TYPE_NOT_SUPPORTED;
      default -> Reason.UPSTREAM_REFUSED;
    };
  }

  /// HTTP status code of RFC 9110 §15.
  public static int http(Reason reason) {
    return switch (reason) {
      case MALFORMED, ADDRESS_TYPE_NOT_SUPPORTED -> 400;
      case NOT_ALLOWED, DENIED_BY_POLICY, UPSTREAM_DENIED -> 403;
      case CREDENTIALS_REQUIRED -> 407;
      case TOO_SLOW -> 408;
      case TARGET_TOO_LONG -> 414;
      case FIELDS_TOO_LARGE -> 431;
      case INTERNAL_ERROR -> 500;
      case COMMAND_NOT_SUPPORTED -> 501;
      case NETWORK_UNREACHABLE, HOST_UNREACHABLE, NAME_NOT_RESOLVED -> 502;
      case CONNECTION_REFUSED, LOOP_DETECTED -> 502;
      case UPSTREAM_REFUSED, UPSTREAM_UNREACHABLE, UPSTREAM_NOT_SECURE -> 502;
      case CONNECTION_LOST, RESPONSE_MALFORMED -> 502;
      case LIMIT_REACHED -> 503;
      case CONNECTION_TIMED_OUT, RESPONSE_TIMED_OUT -> 504;
      case NAME_RESOLUTION_TIMED_OUT, NAME_SERVER_FAILED -> 504;
    };
  }

  /// Error type of `Proxy-Status`, RFC 9209 §2.3; empty if the refusal does not concern the target or
  /// an upstream hop.
  public static Optional<String> proxyStatus(Reason reason) {
    return switch (reason) {
      case NOT_ALLOWED, DENIED_BY_POLICY, UPSTREAM_DENIED -> Optional.of("http_request_denied");
      case LOOP_DETECTED -> Optional.of("proxy_loop_detected");
      case NETWORK_UNREACHABLE, HOST_UNREACHABLE -> Optional.of("destination_ip_unroutable");
      case NAME_NOT_RESOLVED, NAME_SERVER_FAILED -> Optional.of("dns_error");
      case CONNECTION_REFUSED -> Optional.of("connection_refused");
      case CONNECTION_TIMED_OUT -> Optional.of("connection_timeout");
      case NAME_RESOLUTION_TIMED_OUT -> Optional.of("dns_timeout");
      case MALFORMED, TARGET_TOO_LONG, FIELDS_TOO_LARGE, TOO_SLOW ->
          Optional.of("http_request_error");
      case UPSTREAM_REFUSED, CONNECTION_LOST -> Optional.of("connection_terminated");
      case RESPONSE_MALFORMED -> Optional.of("http_protocol_error");
      case RESPONSE_TIMED_OUT -> Optional.of("http_response_timeout");
      case UPSTREAM_UNREACHABLE -> Optional.of("destination_unavailable");
      case UPSTREAM_NOT_SECURE -> Optional.of("tls_protocol_error");
      case LIMIT_REACHED -> Optional.of("proxy_internal_response");
      case INTERNAL_ERROR -> Optional.of("proxy_internal_error");
      case COMMAND_NOT_SUPPORTED, ADDRESS_TYPE_NOT_SUPPORTED, CREDENTIALS_REQUIRED ->
          Optional.empty();
    };
  }

  /// Reason for an upstream's HTTP status other than success and 407.
  public static Reason fromHttp(int status) {
    return switch (status) {
      case 403 -> Reason.UPSTREAM_DENIED;
      case 504 -> Reason.CONNECTION_TIMED_OUT;
      default -> Reason.UPSTREAM_REFUSED;
    };
  }

  /// Reason for an upstream's error type of `Proxy-Status`; empty for types that are no more specific
  /// than the status.
  public static Optional<Reason> fromProxyStatus(String error) {
    return switch (error) {
      case "http_request_denied", "destination_ip_prohibited" ->
          Optional.of(Reason.UPSTREAM_DENIED);
      case "proxy_loop_detected" -> Optional.of(Reason.LOOP_DETECTED);
      case "destination_ip_unroutable", "destination_not_found", "destination_unavailable" ->
          Optional.of(Reason.HOST_UNREACHABLE);
      case "dns_error" -> Optional.of(Reason.NAME_NOT_RESOLVED);
      case "dns_timeout" -> Optional.of(Reason.NAME_RESOLUTION_TIMED_OUT);
      case "connection_refused" -> Optional.of(Reason.CONNECTION_REFUSED);
      case "connection_timeout" -> Optional.of(Reason.CONNECTION_TIMED_OUT);
      default -> Optional.empty();
    };
  }
}
