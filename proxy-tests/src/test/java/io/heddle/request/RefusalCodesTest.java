package io.heddle.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.request.Refusal.Reason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class RefusalCodesTest {
  /// Error types of RFC 9209 §2.3 that apply to a proxy without a cache.
  private static final Set<String> ERROR_TYPES =
      Set.of(
          "dns_timeout",
          "dns_error",
          "destination_not_found",
          "destination_unavailable",
          "destination_ip_prohibited",
          "destination_ip_unroutable",
          "connection_refused",
          "connection_terminated",
          "connection_timeout",
          "connection_read_timeout",
          "connection_write_timeout",
          "connection_limit_reached",
          "tls_protocol_error",
          "tls_certificate_error",
          "tls_alert_received",
          "http_request_error",
          "http_request_denied",
          "http_response_incomplete",
          "http_response_timeout",
          "http_upgrade_failed",
          "http_protocol_error",
          "proxy_internal_response",
          "proxy_internal_error",
          "proxy_configuration_error",
          "proxy_loop_detected");

  @ParameterizedTest
  @CsvSource({
    "NOT_ALLOWED,                2, 403, http_request_denied",
    "NETWORK_UNREACHABLE,        3, 502, destination_ip_unroutable",
    "HOST_UNREACHABLE,           4, 502, destination_ip_unroutable",
    "NAME_NOT_RESOLVED,          4, 502, dns_error",
    "CONNECTION_REFUSED,         5, 502, connection_refused",
    "CONNECTION_TIMED_OUT,       6, 504, connection_timeout",
    "NAME_RESOLUTION_TIMED_OUT,  6, 504, dns_timeout",
    "COMMAND_NOT_SUPPORTED,      7, 501,",
    "ADDRESS_TYPE_NOT_SUPPORTED, 8, 400,",
    "CREDENTIALS_REQUIRED,       2, 407,",
    "MALFORMED,                  1, 400, http_request_error",
    "FIELDS_TOO_LARGE,           1, 431, http_request_error",
    "TOO_SLOW,                   1, 408, http_request_error",
    "TARGET_TOO_LONG,            1, 414, http_request_error",
    "UPSTREAM_REFUSED,           1, 502, connection_terminated",
    "UPSTREAM_DENIED,            2, 403, http_request_denied",
    "LIMIT_REACHED,              1, 503, proxy_internal_response",
    "LOOP_DETECTED,              2, 502, proxy_loop_detected",
    "INTERNAL_ERROR,             1, 500, proxy_internal_error",
  })
  void eachReasonHasItsCodes(Reason reason, int socks5, int http, String proxyStatus) {
    assertEquals(socks5, RefusalCodes.socks5(reason));
    assertEquals(http, RefusalCodes.http(reason));
    assertEquals(Optional.ofNullable(proxyStatus), RefusalCodes.proxyStatus(reason));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasAnErrorCodeInEveryProtocol(Reason reason) {
    int socks5 = RefusalCodes.socks5(reason);
    assertTrue(socks5 >= 1 && socks5 <= 8, () -> "REP " + socks5);
    int http = RefusalCodes.http(reason);
    assertTrue(http >= 400 && http <= 599, () -> "status " + http);
    RefusalCodes.proxyStatus(reason)
        .ifPresent(type -> assertTrue(ERROR_TYPES.contains(type), () -> type));
  }

  @Test
  void socks4HasASingleRefusalCode() {
    assertEquals(91, RefusalCodes.SOCKS4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aReplyOfAnUpstreamProxyIsForwardedUnchanged(int code) {
    assertEquals(code, RefusalCodes.socks5(RefusalCodes.fromSocks5(code)));
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 0x5b, 0xf0, 0xff})
  void anUndefinedReplyCodeIsARefusal(int code) {
    assertEquals(Reason.UPSTREAM_REFUSED, RefusalCodes.fromSocks5(code));
  }

  @Test
  void noReplyOfAnUpstreamProxyBlamesTheClient() {
    Set<Reason> clientsFault =
        EnumSet.of(Reason.CREDENTIALS_REQUIRED, Reason.MALFORMED, Reason.TOO_SLOW);
    for (int code = 1; code < 256; code++) {
      assertTrue(!clientsFault.contains(RefusalCodes.fromSocks5(code)));
    }
  }
}
