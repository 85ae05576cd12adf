package io.heddle.config.file;

import static java.util.stream.Collectors.joining;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.config.ProxyUrl;
import io.heddle.config.ProxyUrl.Scheme;
import io.heddle.config.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text format of the URL of a proxy.
///
///     socks5 :// me : p%40ss @ proxy.example : 1080
///
/// User and password are percent-decoded, as UTF-8. After that, `${NAME}` in a password is replaced
/// by the environment variable NAME. Messages never contain user or password.
///
/// @param secret format of a password
record ProxyUrlFormat(ValueFormat<Secret> secret) implements ValueFormat<ProxyUrl> {
  private static final Pattern URL =
      Pattern.compile("(?<scheme>[^:/]+)://(?:(?<login>.*)@)?(?<address>[^@/?#]+)/?");

  @Override
  public ProxyUrl parse(YamlNode.Scalar scalar) {
    Matcher url = URL.matcher(scalar.text());
    if (!url.matches()) {
      throw new IllegalArgumentException(
          "must be scheme://host:port or scheme://user:password@host:port, without a path");
    }
    Scheme scheme = scheme(url.group("scheme"));
    Endpoint address = address(url.group("address"), scheme);
    Optional<String> login = Optional.ofNullable(url.group("login"));
    int colon = login.map(text -> text.indexOf(':')).orElse(-1);
    Optional<String> user = login.map(text -> decoded(colon < 0 ? text : text.substring(0, colon)));
    Optional<Secret> password =
        login
            .filter(_ -> colon >= 0)
            .map(text -> decoded(text.substring(colon + 1)))
            .map(text ->
                new YamlNode.Scalar(scalar.position(), YamlNode.Scalar.ScalarKind.TEXT, text))
            .map(secret::parse);
    return new ProxyUrl(scheme, user, password, address);
  }

  private static Scheme scheme(String text) {
    List<String> known = Arrays.stream(Scheme.values()).map(Scheme::toString).toList();
    for (Scheme scheme : Scheme.values()) {
      if (scheme.toString().equals(text)) {
        return scheme;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is not one of "
            + String.join(", ", known)
            + DidYouMean.hint(text, known));
  }

  private static Endpoint address(String text, Scheme scheme) {
    boolean hasPort = text.lastIndexOf(':') > text.lastIndexOf(']');
    return hasPort ? Endpoint.parse(text) : new Endpoint(Host.parse(text), scheme.defaultPort());
  }

  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
      } else {
        bytes.write(hexDigit(encoded, i + 1) << 4 | hexDigit(encoded, i + 2));
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the user or password is not UTF-8", e);
    }
  }

  private static int hexDigit(byte[] text, int index) {
    int digit = index < text.length ? Character.digit(text[index], 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException(
          "a % in user or password begins %XX, a byte in hexadecimal; % itself is %25");
    }
    return digit;
  }

  @Override
  public String print(ProxyUrl url) {
    return YamlQuoting.quote(url.toString());
  }

  @Override
  public JsonSchemaType schemaType() {
    String schemes = Arrays.stream(Scheme.values()).map(Scheme::toString).collect(joining("|"));
    return JsonSchemaType.text("(" + schemes + ")://(.*@)?[^@/?#]+/?");
  }
}
