package io.heddle.config.file;

import io.heddle.address.Address;
import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.address.UnixPath;
import io.heddle.config.FileMode;
import io.heddle.config.Size;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The formats of plain values.
final class Formats {
  static final Format<Duration> DURATION =
      of(Durations::parse, Durations::print, Shape.textOrNumber("0|[0-9]{1,12}(ms|s|m|h|d)", 0, 0));

  static final Format<Size> SIZE =
      of(Sizes::parse, Size::toString, Shape.textOrNumber("0|[0-9]{1,9}(B|KiB|MiB|GiB)", 0, 0));

  /// Octal, with or without quotes: only YAML takes it for a number.
  static final Format<FileMode> MODE =
      of(FileMode::parse, FileMode::toString, Shape.textOrNumber("0?[0-7]{3}", 0, 777));

  static final Format<Host> HOST =
      of(Host::parse, host -> Quotes.around(host.toString()), Shape.text("[^/@ ]+"));

  /// Any text but none at all.
  static final Format<String> NAME = of(Formats::name, Quotes::around, Shape.ANY);

  static final Format<DomainPattern> DOMAINS =
      of(
          DomainPattern::parse,
          domains -> Quotes.around(domains.toString()),
          Shape.text("=?[^/:@*= ]+"));

  static final Format<Cidr> CIDR =
      of(
          Cidr::parse,
          block -> Quotes.around(block.toString()),
          Shape.text("([0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*)(/[0-9]{1,3})?"));

  static final Format<PortRange> PORTS =
      of(
          PortRange::parse,
          range -> Quotes.around(range.toString()),
          Shape.textOrNumber("[0-9]{1,5}(-[0-9]{1,5})?", 1, 65535));

  static final Format<Integer> COUNT = bare(of(Formats::count, String::valueOf, Shape.COUNT));

  private Formats() {}

  /// One of the constants of `type`, in lower case and with hyphens.
  static <E extends Enum<E>> Format<E> word(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return of(
        text -> constantOf(constants, text),
        Formats::spelling,
        Shape.words(constants.stream().map(Formats::spelling).toList()));
  }

  /// `true` or `false`, as two values that say what they mean.
  static <T> Format<T> truth(T whenTrue, T whenFalse) {
    return bare(
        of(
            text ->
                switch (text) {
                  case "true" -> whenTrue;
                  case "false" -> whenFalse;
                  default ->
                      throw new IllegalArgumentException(quoted(text) + " is not true or false");
                },
            value -> String.valueOf(value.equals(whenTrue)),
            Shape.TRUTH));
  }

  /// A path, taken to be relative to `folder`.
  static Format<Path> path(Path folder) {
    return of(text -> resolved(folder, text), path -> Quotes.around(path.toString()), Shape.ANY);
  }

  private static Path resolved(Path folder, String path) {
    try {
      return folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(quoted(path) + " is not a path", e);
    }
  }

  /// An address; the path of a UNIX socket is taken to be relative to `folder`.
  static Format<Address> address(Path folder) {
    return of(
        text ->
            Address.parse(text) instanceof UnixPath(String file)
                ? new UnixPath(resolved(folder, file).toString())
                : Address.parse(text),
        address -> Quotes.around(address.toString()),
        Shape.text("unix:.*|(\\[[0-9A-Fa-f:.]+\\]|[^:\\[\\]/]+):[0-9]{1,5}"));
  }

  /// The text of an address as it reads in full, or any other text as it is.
  static Format<String> addressName(Format<Address> address) {
    return new Format<>() {
      @Override
      public String parse(Node.Scalar scalar) {
        return scalar.text().startsWith("unix:")
            ? address.parse(scalar).toString()
            : name(scalar.text());
      }

      @Override
      public String print(String name) {
        return Quotes.around(name);
      }

      @Override
      public Shape shape() {
        return Shape.ANY;
      }
    };
  }

  private static <T> Format<T> of(
      Function<String, T> parse, Function<T, String> print, Shape shape) {
    return new Format<>() {
      @Override
      public T parse(Node.Scalar scalar) {
        return parse.apply(scalar.text());
      }

      @Override
      public String print(T value) {
        return print.apply(value);
      }

      @Override
      public Shape shape() {
        return shape;
      }
    };
  }

  /// The same, but what would be right without quotes is refused in quotes: YAML calls it a text.
  private static <T> Format<T> bare(Format<T> format) {
    return new Format<>() {
      @Override
      public T parse(Node.Scalar scalar) {
        T value = format.parse(scalar);
        if (scalar.kind() == Node.Scalar.Kind.TEXT) {
          throw new IllegalArgumentException("must stand without quotes");
        }
        return value;
      }

      @Override
      public String print(T value) {
        return format.print(value);
      }

      @Override
      public Shape shape() {
        return format.shape();
      }
    };
  }

  private static String name(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  private static Integer count(String text) {
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
    List<String> known = constants.stream().map(Formats::spelling).toList();
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
