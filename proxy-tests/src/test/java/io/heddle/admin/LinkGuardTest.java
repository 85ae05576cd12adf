package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.http1.HttpFields;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Secret link of the status page.
@Tag("codec")
class LinkGuardTest {
  private static final LinkGuard GUARD =
      new LinkGuard("5ec4e7", "heddle-1", _ -> AdminResponse.text(200, "shown"));

  private static AdminResponse answer(String method, String query, HttpFields fields) {
    return GUARD.handle(
        new AdminRequest(
            method,
            "/",
            query,
            fields,
            () -> Endpoint.parse("127.0.0.1:1"),
            () -> Endpoint.UNSPECIFIED,
            ""));
  }

  @Test
  void theLinkIsExchangedForACookieThatOpensThePage() {
    AdminResponse exchanged = answer("GET", GUARD.link().substring(2), HttpFields.NONE);
    assertEquals(303, exchanged.status());
    assertEquals("/", exchanged.fields().firstValue("Location").orElseThrow());
    String cookie = exchanged.fields().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Lax"), cookie);
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertEquals(200, answer("GET", "", HttpFields.of("Cookie", "a=b; " + pair)).status());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', ''",
    "GET, key=, ''",
    "GET, key=5ec4e, ''",
    "GET, key=%zz, ''",
    "POST, key=5ec4e7, ''",
    "GET, '', heddle-2=5ec4e7",
    "GET, '', heddle-1=",
    "DELETE, '', heddle-1=5ec4e",
  })
  void nobodyElseSeesAnything(String method, String query, String cookie) {
    assertEquals(401, answer(method, query, HttpFields.of("Cookie", cookie)).status());
  }
}
