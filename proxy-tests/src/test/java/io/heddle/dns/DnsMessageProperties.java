package io.heddle.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Host;
import io.heddle.dns.DnsRecord.AddressRecord;
import io.heddle.dns.DnsRecord.AliasRecord;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;

/// The laws of a codec, for messages that come as a whole.
@Tag("codec")
class DnsMessageProperties {
  private static byte[] written(DnsMessage message) {
    ByteWriter out = new ByteWriter(64);
    message.write(out);
    return out.toByteArray();
  }

  private static Optional<DnsMessage> read(byte[] bytes) {
    try {
      return Optional.of(DnsMessage.read(bytes));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  @Property(tries = 300)
  void writtenMessagesAreReadBack(@ForAll("messages") DnsMessage message) {
    assertEquals(Optional.of(message), read(written(message)));
  }

  @Property(tries = 100)
  void everyStrictPrefixIsMalformed(@ForAll("messages") DnsMessage message) {
    byte[] bytes = written(message);
    for (int length = 0; length < bytes.length; length++) {
      byte[] prefix = Arrays.copyOf(bytes, length);
      assertThrows(MalformedException.class, () -> DnsMessage.read(prefix));
    }
  }

  /// Random bytes, and messages of which some bytes are changed, often to a pointer.
  @Property(tries = 2000)
  void whatIsReadFromAnyBytesCanBeWrittenAndReadBack(
      @ForAll("messages") DnsMessage message, @ForAll("edits") List<int[]> edits) {
    byte[] bytes = written(message);
    for (int[] edit : edits) {
      bytes[edit[0] % bytes.length] = (byte) edit[1];
    }
    read(bytes).ifPresent(found -> assertEquals(Optional.of(found), read(written(found))));
  }

  @Property(tries = 1000)
  void anyBytesAreAMessageOrMalformed(@ForAll byte[] bytes) {
    read(bytes).ifPresent(found -> assertEquals(Optional.of(found), read(written(found))));
  }

  @Provide
  Arbitrary<List<int[]>> edits() {
    Arbitrary<Integer> values =
        Arbitraries.oneOf(Arbitraries.integers().between(0, 255), Arbitraries.of(0xc0, 0x3f, 0));
    return Combinators.combine(Arbitraries.integers().between(0, 4096), values)
        .as((where, value) -> new int[] {where, value})
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<DnsMessage> messages() {
    Arbitrary<Integer> flags = Arbitraries.of(0x0100, 0x8180, 0x8183, 0x8182, 0x8185);
    Arbitrary<DnsQuestion> questions =
        Combinators.combine(names(), Arbitraries.of(DnsQuestion.A, DnsQuestion.AAAA, 15))
            .as(DnsQuestion::new);
    return Combinators.combine(
            Arbitraries.integers().between(0, 65535),
            flags,
            questions,
            records().list().ofMaxSize(5))
        .as(DnsMessage::new);
  }

  private static Arbitrary<DnsRecord> records() {
    Arbitrary<Host.Ip> addresses =
        Arbitraries.of("192.0.2.1", "0.0.0.0", "2001:db8::1", "::1").map(Host.Ip::parse);
    return Arbitraries.oneOf(
        Combinators.combine(names(), addresses).as(AddressRecord::new),
        Combinators.combine(names(), names()).as(AliasRecord::new));
  }

  private static Arbitrary<String> names() {
    Arbitrary<String> labels =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12),
            Arbitraries.of("_tcp", "*", "\\000", "a\\046b", "\\255", "a".repeat(60)));
    return labels.list().ofMaxSize(4).map(all -> String.join(".", all));
  }
}
