package io.heddle.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Host;
import io.heddle.dns.DnsRecord.AddressRecord;
import io.heddle.dns.DnsRecord.AliasRecord;
import io.heddle.support.Hex;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class DnsMessageTest {
  private static final String QUESTION = "01 61 00 0001 0001";
  private static final DnsQuestion FOR_A = new DnsQuestion("a", DnsQuestion.A);

  private static DnsMessage read(String hex) throws MalformedException {
    return DnsMessage.read(Hex.bytes(hex));
  }

  private static String written(DnsMessage message) {
    ByteWriter out = new ByteWriter(64);
    message.write(out);
    return Hex.text(out.toByteArray());
  }

  @Test
  void aQueryAsksForRecursion() {
    assertEquals(
        "12 34 01 00 00 01 00 00 00 00 00 00 04 63 6f 72 70 07 65 78 61 6d 70 6c 65 00 00 1c 00 01",
        written(DnsMessage.query(0x1234, new DnsQuestion("corp.example", DnsQuestion.AAAA))));
  }

  @Test
  void namesOfAnswersMayPointToEarlierNames() throws MalformedException {
    DnsMessage message =
        read(
            "1234 8180 0001 0002 0000 0000"
                + "01 61 07 6578616d706c65 00 0001 0001"
                + "c00c 0005 0001 0000003c 0004 01 62 c00e"
                + "c027 0001 0001 0000003c 0004 c0000201");
    assertEquals(new DnsQuestion("a.example", DnsQuestion.A), message.question());
    assertEquals(
        List.of(
            new AliasRecord("a.example", "b.example"),
            new AddressRecord("b.example", Host.Ip.parse("192.0.2.1"))),
        message.answers());
  }

  @Test
  void recordsOfOtherTypesAndClassesAreSkipped() throws MalformedException {
    DnsMessage message =
        read(
            "0001 8180 0001 0003 0000 0000"
                + QUESTION
                + "c00c 0010 0001 00000000 0003 027878"
                + "c00c 0001 0003 00000000 0004 c0000201"
                + "c00c 0001 0001 00000000 0004 c0000202");
    assertEquals(List.of(new AddressRecord("a", Host.Ip.parse("192.0.2.2"))), message.answers());
  }

  @Test
  void theAnswersOfATruncatedMessageAreNotRead() throws MalformedException {
    DnsMessage message =
        read("0001 8380 0001 0001 0000 0000" + QUESTION + "c00c 0001 0001 00000000");
    assertTrue(message.isTruncated());
    assertEquals(List.of(), message.answers());
  }

  @ParameterizedTest
  @CsvSource({
    "01 41, a",
    "01 2e, \\046",
    "01 5c, \\092",
    "01 00, \\000",
    "02 20 ff, \\032\\255",
    "01 5f 01 2a, _.*"
  })
  void differentNamesHaveDifferentTexts(String labels, String text) throws MalformedException {
    assertEquals(text, DnsName.read(new DnsInput(Hex.bytes(labels + " 00"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0001 8180 0000 0000 0000 0000",
        "0001 8180 0002 0000 0000 0000" + QUESTION + QUESTION,
        // Class CHAOS.
        "0001 8180 0001 0000 0000 0000 01 61 00 0001 0003",
        // A label of 64 bytes, and the two bits that have no meaning.
        "0001 8180 0001 0000 0000 0000 40 00 0001 0001",
        "0001 8180 0001 0000 0000 0000 80 00 0001 0001",
        // Pointers to themselves, forward, and in a circle.
        "0001 8180 0001 0000 0000 0000 c00c 0001 0001",
        "0001 8180 0001 0000 0000 0000 c00e 00 0001 0001",
        "0001 8180 0001 0000 0000 0000 01 61 c00c 0001 0001",
        "0001 8180 0001 0001 0000 0000" + QUESTION + "c015 0001 0001 00000000 0004 c0000201",
        "0001 8180 0001 0001 0000 0000" + QUESTION + "01 61 c013 0001 0001 00000000 0004 c0000201",
        // Answers that cannot be there, or end early.
        "0001 8180 0001 ffff 0000 0000" + QUESTION,
        "0001 8180 0001 0001 0000 0000" + QUESTION + "c00c 0001 0001 00000000 0004 c00002",
        // Lengths that do not fit the type.
        "0001 8180 0001 0001 0000 0000" + QUESTION + "c00c 0001 0001 00000000 0005 c000020100",
        "0001 8180 0001 0001 0000 0000" + QUESTION + "c00c 001c 0001 00000000 0004 c0000201",
        "0001 8180 0001 0001 0000 0000" + QUESTION + "c00c 0005 0001 00000000 0001 01 62 00",
      })
  void anythingElseIsMalformed(String hex) {
    assertThrows(MalformedException.class, () -> read(hex));
  }

  @Test
  void aNameHas255BytesAtMost() throws MalformedException {
    String label = "3f" + "61".repeat(63);
    String longest = label.repeat(3) + "3d" + "61".repeat(61);
    String head = "0001 8180 0001 0000 0000 0000";
    assertEquals(253, read(head + longest + "00 0001 0001").question().name().length());
    assertThrows(
        MalformedException.class,
        () -> read(head + label.repeat(3) + "3e" + "61".repeat(62) + "00 0001 0001"));
    assertTrue(DnsMessage.canAsk("a".repeat(253)));
    assertFalse(DnsMessage.canAsk("a".repeat(254)));
  }

  @ParameterizedTest
  @CsvSource({
    "0007, 8180, 01 61 00 0001 0001, true",
    "0007, 8183, 01 41 00 0001 0001, true",
    "0008, 8180, 01 61 00 0001 0001, false",
    "0007, 0180, 01 61 00 0001 0001, false",
    "0007, 9180, 01 61 00 0001 0001, false",
    "0007, 8180, 01 62 00 0001 0001, false",
    "0007, 8180, 01 61 00 001c 0001, false",
  })
  void anAnswerHasTheIdAndTheQuestionOfItsQuery(
      String id, String flags, String question, boolean expected) throws MalformedException {
    DnsMessage message = read(id + flags + "0001 0000 0000 0000" + question);
    assertEquals(expected, message.answers(DnsMessage.query(7, FOR_A)));
  }
}
