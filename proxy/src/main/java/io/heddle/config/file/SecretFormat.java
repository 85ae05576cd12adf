package io.heddle.config.file;

import io.heddle.config.Secret;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text format of a secret: `${NAME}`, also within a text, is replaced by the environment variable
/// NAME, and `$${` by `${`. A secret is printed as a mask.
///
/// @param environment value of an environment variable, if it is set
record SecretFormat(Function<String, Optional<String>> environment) implements ValueFormat<Secret> {
  private static final Pattern REFERENCE =
      Pattern.compile("(?<escaped>\\$\\$\\{)|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\\}|\\$\\{");

  /// Whether a text is nothing but names of environment variables.
  static boolean isFromEnvironment(String text) {
    return REFERENCE.matcher(text).replaceAll("").isEmpty();
  }

  @Override
  public Secret parse(YamlNode.Scalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> new Secret(resolve(scalar.text()));
      case NUMBER, BOOLEAN, NULL ->
          throw new IllegalArgumentException(
              "needs quotes, since YAML reads it as a number or as true or false without them");
    };
  }

  private String resolve(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(resolve(reference)));
  }

  private String resolve(MatchResult reference) {
    if (reference.group("escaped") != null) {
      return "${";
    }
    String name = reference.group("name");
    if (name == null) {
      throw new IllegalArgumentException(
          "${ begins the name of an environment variable, as in ${NAME}; write $${ for the"
              + " characters themselves");
    }
    return environment
        .apply(name)
        .orElseThrow(
            () -> new IllegalArgumentException("environment variable " + name + " is not set"));
  }

  @Override
  public String print(Secret secret) {
    return YamlQuoting.quote(secret.toString());
  }

  @Override
  public JsonSchemaType schemaType() {
    return JsonSchemaType.text(".+");
  }
}
