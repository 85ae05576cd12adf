package io.heddle.config.file;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.config.FileMode;
import io.heddle.config.Percent;
import io.heddle.config.Size;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Formats of plain values.
final class ValueFormats {
  static final ValueFormat<Duration> DURATION =
      of(
          DurationFormat::parse,
          DurationFormat::print,
          JsonSchemaType.textOrNumber("0|[0-9]{1,12}(ms|s|m|h|d)", 0, 0));

  static final ValueFormat<Size> SIZE =
      of(
          SizeFormat::parse,
          Size::toString,
          JsonSchemaType.textOrNumber("0|[0-9]{1,9}(B|KiB|MiB|GiB)", 0, 0));

  static final ValueFormat<Percent> PERCENT =
      of(
          PercentFormat::parse,
          Percent::toString,
          JsonSchemaType.text("[0-9]{1,3}(\\.[0-9]{1,2})?%"));

  /// Octal, with or without quotes; without them, YAML reads it as a number.
  static final ValueFormat<FileMode> MODE =
      of(FileMode::parse, FileMode::toString, JsonSchemaType.textOrNumber("0?[0-7]{3}", 0, 777));

  static final ValueFormat<Host> HOST =
      of(Host::parse, host -> YamlQuoting.quote(host.toString()), JsonSchemaType.text("[^/@ ]+"));

  /// Any text that is not empty.
  static final ValueFormat<String> NAME =
      of(ValueFormats::name, YamlQuoting::quote, JsonSchemaType.SCALAR);

  static final ValueFormat<DomainPattern> DOMAIN_PATTERN =
      of(
          ValueFormats::domains,
          domains -> YamlQuoting.quote(domains.toString()),
          JsonSchemaType.text("(=|\\*?\\.)?[^/:@*= ]+"));

  static final ValueFormat<Cidr> CIDR =
      of(
          Cidr::parse,
          block -> YamlQuoting.quote(block.toString()),
          JsonSchemaType.text(
              "([0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*)(/[0-9]{1,3})?"));

  static final ValueFormat<PortRange> PORTS =
      of(
          PortRange::parse,
          range -> YamlQuoting.quote(range.toString()),
          JsonSchemaType.textOrNumber("[0-9]{1,5}(-[0-9]{1,5})?", 1, 65535));

  static final ValueFormat<Integer> WHOLE_NUMBER =
      unquoted(of(ValueFormats::wholeNumber, String::valueOf, JsonSchemaType.WHOLE_NUMBER));

  private ValueFormats() {}

  /// Constants of an enum, in lower case and with hyphens.
  static <E extends Enum<E>> ValueFormat<E> enumeration(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return of(
        text -> constantOf(constants, text),
        ValueFormats::spelling,
        JsonSchemaType.enumeration(constants.stream().map(ValueFormats::spelling).toList()));
  }

  /// `true` and `false`, for the two constants of an enum.
  static <T> ValueFormat<T> trueOrFalse(T whenTrue, T whenFalse) {
    return unquoted(
        of(
            text ->
                switch (text) {
                  case "true" -> whenTrue;
                  case "false" -> whenFalse;
                  default ->
                      throw new IllegalArgumentException(quoted(text) + " is not true or false");
                },
            value -> String.valueOf(value.equals(whenTrue)),
            JsonSchemaType.BOOLEAN));
  }

  /// Format of texts that need no look at the kind of the YAML value.
  static <T> ValueFormat<T> of(
      Function<String, T> parse, Function<T, String> print, JsonSchemaType schemaType) {
    return new ValueFormat<>() {
      @Override
      public T parse(YamlNode.Scalar scalar) {
        return parse.apply(scalar.text());
      }

      @Override
      public String print(T value) {
        return print.apply(value);
      }

      @Override
      public JsonSchemaType schemaType() {
        return schemaType;
      }
    };
  }

  /// Format that rejects valid values in quotes, because YAML reads them as texts.
  private static <T> ValueFormat<T> unquoted(ValueFormat<T> format) {
    return new ValueFormat<>() {
      @Override
      public T parse(YamlNode.Scalar scalar) {
        T value = format.parse(scalar);
        if (scalar.kind() == YamlNode.Scalar.ScalarKind.TEXT) {
          throw new IllegalArgumentException("must stand without quotes");
        }
        return value;
      }

      @Override
      public String print(T value) {
        return format.print(value);
      }

      @Override
      public JsonSchemaType schemaType() {
        return format.schemaType();
      }
    };
  }

  private static DomainPattern domains(String text) {
    try {
      return DomainPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw isBlock(text)
          ? new IllegalArgumentException(
              quoted(text) + " is no name; addresses and blocks belong to cidrs", e)
          : e;
    }
  }

  private static boolean isBlock(String text) {
    try {
      return Cidr.parse(text).length() >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String name(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  private static Integer wholeNumber(String text) {
    if (text.matches("0[0-9_]+")) {
      throw new IllegalArgumentException(
          "YAML reads " + text + " as an octal number; write it without the 0 in front");
    }
    if (!text.matches("[0-9]+")) {
      throw new IllegalArgumentException(quoted(text) + " is not a whole number");
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is too large", e);
    }
  }

  private static <E extends Enum<E>> E constantOf(List<E> constants, String text) {
    for (E constant : constants) {
      if (spelling(constant).equals(text)) {
        return constant;
      }
    }
    List<String> known = constants.stream().map(ValueFormats::spelling).toList();
    throw new IllegalArgumentException(
        quoted(text) + " is not one of " + String.join(", ", known) + DidYouMean.hint(text, known));
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
