package io.heddle.support;

import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/// Generators of heads of HTTP/1.1 messages.
public final class ArbitraryHeads {
  private static final String TOKEN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";

  private ArbitraryHeads() {}

  /// Any request.
  public static Arbitrary<RequestHead> requests() {
    return Combinators.combine(tokens(), targets(), Arbitraries.of(HttpVersion.class), fields())
        .as(RequestHead::new);
  }

  /// Any response.
  public static Arbitrary<ResponseHead> responses() {
    return Combinators.combine(
            Arbitraries.of(HttpVersion.class),
            Arbitraries.integers().between(100, 999),
            text().ofMaxLength(30),
            fields())
        .as(ResponseHead::new);
  }

  /// Up to eight field lines, some of them with names that mean something.
  public static Arbitrary<HttpFields> fields() {
    Arbitrary<String> names =
        Arbitraries.oneOf(tokens(), Arbitraries.of("Host", "host", "Content-Length", "Connection"));
    Arbitrary<String> values = text().ofMaxLength(60).map(ArbitraryHeads::trim);
    return Combinators.combine(names, values)
        .as(HttpField::new)
        .list()
        .ofMaxSize(8)
        .map(HttpFields::new);
  }

  /// All that a value may have: visible characters, space, tab and the bytes above ASCII.
  private static StringArbitrary text() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('\u0080', '\u00ff')
        .withChars('\t', ' ', ':', ',');
  }

  private static Arbitrary<String> tokens() {
    return Arbitraries.strings().withChars(TOKEN).ofMinLength(1).ofMaxLength(20);
  }

  private static Arbitrary<String> targets() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withCharRange('\u0080', '\u00ff')
        .ofMinLength(1)
        .ofMaxLength(80);
  }

  private static String trim(String text) {
    return text.replaceAll("^[ \t]+|[ \t]+$", "");
  }
}
