package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http1.RequestTarget.AbsoluteForm;
import io.heddle.http1.RequestTarget.AuthorityCache;
import io.heddle.wire.MalformedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Request targets of RFC 9112 §3.2 as tables.
@Tag("codec")
class RequestTargetTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.example/b?c, a.example:80, a.example, /b?c",
    "HTTP://A.Example./, a.example:80, a.example, /",
    "http://a.example, a.example:80, a.example, /",
    "http://a.example?b, a.example:80, a.example, /?b",
    "http://a.example:80/, a.example:80, a.example:80, /",
    "http://a.example:/, a.example:80, a.example, /",
    "http://a.example:08080/, a.example:8080, a.example:8080, /",
    "http://192.0.2.1:81/a//b/../c;d, 192.0.2.1:81, 192.0.2.1:81, /a//b/../c;d",
    "http://[2001:DB8::1]/, [2001:db8::1]:80, [2001:db8::1], /",
    "http://[::1]:81/?a=http://b@c/, [::1]:81, [::1]:81, /?a=http://b@c/",
    "http://me:p%40ss@a.example:81/b@c, a.example:81, a.example:81, /b@c",
    "http://@a.example, a.example:80, a.example, /",
    "http://a.example/b?c#d?e, a.example:80, a.example, /b?c",
    "http://a.example#@b.example/, a.example:80, a.example, /",
    "http://a.example/\u00c3\u00a9?\u0080, a.example:80, a.example, /\u00c3\u00a9?\u0080",
    "'http://a.example/\"<>^`{|}\\', a.example:80, a.example, '/\"<>^`{|}\\'",
  })
  void anAbsoluteTargetIsOf(String target, String endpoint, String host, String originForm)
      throws MalformedException {
    var absolute =
        assertInstanceOf(
            AbsoluteForm.class, RequestTarget.parse("GET", target, new AuthorityCache()));
    assertEquals(endpoint, absolute.authority().endpoint().toString());
    assertEquals(host, absolute.authority().text());
    assertEquals(originForm, absolute.originForm("GET"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example, OPTIONS, *, http://a.example",
    "http://a.example/, OPTIONS, /, http://a.example/",
    "http://a.example?, OPTIONS, /?, http://a.example?",
    "http://A.example:80, GET, /, http://a.example:80",
  })
  void aTargetIsSentAs(String target, String method, String originForm, String absoluteForm)
      throws MalformedException {
    var absolute =
        assertInstanceOf(
            AbsoluteForm.class, RequestTarget.parse(method, target, new AuthorityCache()));
    assertEquals(originForm, absolute.originForm(method));
    assertEquals(absoluteForm, absolute.absoluteForm());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 'OriginForm[path=/, query=]'",
    "GET, //a?b?c, 'OriginForm[path=//a, query=?b?c]'",
    "GET, /a?b#c, 'OriginForm[path=/a, query=?b]'",
    "OPTIONS, *, AsteriskForm[]",
    "GET, https://a.example/, UnsupportedScheme[scheme=https]",
    "GET, h2+x-1.0://?, UnsupportedScheme[scheme=h2+x-1.0]",
  })
  void anotherTargetIs(String method, String target, String expected) throws MalformedException {
    assertEquals(expected, RequestTarget.parse(method, target, new AuthorityCache()).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a.example",
        "a.example:80",
        "a/b",
        "://a",
        "1http://a/",
        "http:/a",
        "http:a",
        "mailto:a@b",
        "http://",
        "http:///a",
        "http://:80/",
        "http://a:b/",
        "http://a:-1/",
        "http://a:65536/",
        "http://a:80:80/",
        "http://a@b@c/",
        "http://a@/",
        "http://a\\@b/",
        "http://[::1]@b/",
        "http://\u00e9@b/",
        "http://\u00e9/",
        "#",
        "#/",
        "http://a%20b/",
        "http://a,b/",
        "http://a..b/",
        "http://[::1/",
        "http://::1/",
        "http://[1.2.3.4]/",
        "http://[::1]x/",
        "http://[::1%1]/",
        "http://[::1%251]/",
        "http://256.0.0.1/",
        "http://a,b/",
      })
  void aTargetIsMalformed(String target) {
    assertThrows(
        MalformedException.class, () -> RequestTarget.parse("GET", target, new AuthorityCache()));
  }
}
