package io.heddle.hostlist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Cidr;
import io.heddle.address.DomainPattern;
import io.heddle.address.DomainPattern.MatchType;
import io.heddle.address.Host;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Properties of lists: each form of a line is read as what was written, and the index finds what a scan
/// of all entries finds.
@Tag("codec")
class HostSetProperties {
  private static final String NAME_CHARACTERS = "abcxyz059-_";

  /// Random names share their ends, so that most are near to an entry.
  @Property(tries = 300)
  void theIndexFindsWhatAScanFinds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2000) int size)
      throws UnknownHostException {
    Random random = new Random(seed);
    List<DomainPattern> patterns = new ArrayList<>();
    List<Cidr> blocks = new ArrayList<>();
    HostSet.Builder builder = new HostSet.Builder();
    for (int line = 1; line <= size; line++) {
      if (random.nextInt(4) == 0) {
        Cidr address = Cidr.of(address(random));
        blocks.add(address.withLength(random.nextInt(address.length() + 1)));
        builder.add(blocks.getLast(), line);
      } else {
        patterns.add(new DomainPattern(name(random), one(random, MatchType.values())));
        byte[] name = patterns.getLast().name().text().getBytes(StandardCharsets.US_ASCII);
        builder.add(name, 0, name.length, patterns.getLast().matchType(), line);
      }
    }
    HostSet set = builder.build();
    assertEquals(patterns.stream().map(DomainPattern::name).distinct().count(), set.names());
    assertEquals(blocks.stream().distinct().count(), set.blocks());
    for (int i = 0; i < 50; i++) {
      Host.Name name = random.nextBoolean() ? name(random) : below(random, patterns);
      assertEquals(patterns.stream().anyMatch(one -> one.matches(name)), set.contains(name));
      assertEquals(set.contains(name), set.find(name).isPresent());
      Cidr address = Cidr.of(address(random));
      assertEquals(blocks.stream().anyMatch(one -> one.contains(address)), set.contains(address));
      assertEquals(set.contains(address), set.find(address).isPresent());
    }
  }

  private static Host.Name below(Random random, List<DomainPattern> patterns) {
    if (patterns.isEmpty()) {
      return name(random);
    }
    String name = patterns.get(random.nextInt(patterns.size())).name().text();
    return new Host.Name(random.nextBoolean() ? name : "www." + name);
  }

  /// Each entry in each of its forms, between comments and blanks, is found in its line.
  @Property(tries = 500)
  void eachFormIsReadAsItWasPrinted(@ForAll long seed) throws UnknownHostException {
    Random random = new Random(seed);
    HostSet.Builder builder = new HostSet.Builder();
    HostListParser parser = new HostListParser(builder);
    Host.Name name = new Host.Name("a." + name(random));
    Cidr address = Cidr.of(address(random));
    Cidr block = address.withLength(random.nextInt(address.length() + 1));
    List<String> forms =
        List.of(
            name + one(random, "", "."),
            "=" + name,
            "*." + name,
            "." + name,
            "||" + name + "^",
            block.toString(),
            one(random, "0.0.0.0", "127.0.0.1", "::", "::1", "0") + " " + name);
    int form = random.nextInt(forms.size());
    int before = random.nextInt(5);
    IntStream.range(0, before).forEach(_ -> parse(parser, one(random, "", "# c", "! c", " \t\r")));
    String printed = random.nextBoolean() ? forms.get(form) : upperCase(forms.get(form));
    parse(
        parser,
        one(random, "", " ", "\t") + printed + one(random, "", " ", "\r", " # c", "\t! c\r"));
    HostSet set = builder.build();
    assertEquals(List.of(), parser.problems(), printed);
    boolean exact = form == 1 || form == 6;
    Optional<HostEntry> expected =
        form == 5
            ? Optional.of(new HostEntry(block.toString(), before + 1))
            : Optional.of(new HostEntry((exact ? "=" : "") + name, before + 1));
    assertEquals(expected, form == 5 ? set.find(address) : set.find(name), printed);
    assertEquals(!exact && form != 5, set.contains(new Host.Name("www." + name)), printed);
  }

  /// No bytes at all make the parser fail, and each line is an entry, left out, or skipped.
  @Property(tries = 2000)
  void anyBytesAreALine(@ForAll byte[] line) {
    HostSet.Builder builder = new HostSet.Builder();
    HostListParser parser = new HostListParser(builder);
    parser.parse(line.clone(), line.length);
    assertEquals(parser.problems().size(), parser.skipped());
    builder.build();
  }

  private static void parse(HostListParser parser, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    parser.parse(bytes, bytes.length);
  }

  private static String upperCase(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static InetAddress address(Random random) throws UnknownHostException {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = random.nextInt(3) == 0 ? (byte) random.nextInt() : 32;
    }
    return InetAddress.getByAddress(bytes);
  }

  /// One to four labels, with few characters, the last of which is no number.
  private static Host.Name name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int labels = random.nextInt(3); labels > 0; labels--) {
      name.append(label(random)).append('.');
    }
    return new Host.Name(name.append(one(random, "test", "co.test", "example")).toString());
  }

  private static String label(Random random) {
    StringBuilder label = new StringBuilder();
    int length = random.nextInt(20) == 0 ? 63 : 1 + random.nextInt(3);
    while (label.length() < length) {
      label.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
    }
    return label.toString();
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
