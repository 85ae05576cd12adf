package io.heddle.dns;

import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;

/// Message with one question, and in a response the answers to it (RFC 1035 §4.1). The sections after
/// the answers are not read, nor are the answers of a truncated message: some servers cut a record.
///
///     +----+-------+---------+---------+---------+---------+----------+---------+
///     | ID | flags | QDCOUNT | ANCOUNT | NSCOUNT | ARCOUNT | question | answers |
///     +----+-------+---------+---------+---------+---------+----------+---------+
///     | 2  |   2   | 2, is 1 |    2    |    2    |    2    |          |         |
///     +----+-------+---------+---------+---------+---------+----------+---------+
///
///     flags:  QR | OPCODE | AA TC RD RA | Z | RCODE
///              1 |   4    |  1  1  1  1 | 3 |   4     bits
///
/// @param answers those of the types that [DnsRecord] knows
public record DnsMessage(int id, int flags, DnsQuestion question, List<DnsRecord> answers) {
  /// Most bytes of a response by UDP. Servers send 512 at most, if the query does not offer more
  /// (RFC 1035 §4.2.1); some do not keep to that.
  public static final int MAX_UDP = 4096;

  private static final int RESPONSE = 0x8000;
  private static final int OPCODE = 0x7800;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RCODE = 0x000f;

  /// Bytes of the smallest record: the root as its name, and no data.
  private static final int MIN_RECORD = 11;

  public DnsMessage {
    answers = List.copyOf(answers);
  }

  /// A query that the server is to answer itself, by asking others if need be.
  public static DnsMessage query(int id, DnsQuestion question) {
    return new DnsMessage(id, RECURSION_DESIRED, question, List.of());
  }

  /// Whether a name fits into a question.
  public static boolean canAsk(String name) {
    return DnsName.fits(name);
  }

  /// Reads a message.
  public static DnsMessage read(byte[] message) throws MalformedException {
    DnsInput in = new DnsInput(message);
    int id = in.u16();
    int flags = in.u16();
    int questions = in.u16();
    int answers = in.u16();
    in.skip(4);
    if (questions != 1) {
      throw new MalformedException("a DNS message without one question");
    }
    DnsQuestion question = DnsQuestion.read(in);
    boolean isComplete = (flags & TRUNCATED) == 0;
    if (isComplete && answers > (message.length - in.position()) / MIN_RECORD) {
      throw new MalformedException("a DNS message that ends early");
    }
    List<DnsRecord> records = new ArrayList<>();
    for (int i = 0; isComplete && i < answers; i++) {
      DnsRecord.read(in).ifPresent(records::add);
    }
    return new DnsMessage(id, flags, question, records);
  }

  /// Writes the message, without pointers in names.
  public void write(ByteWriter out) {
    out.u16(id).u16(flags).u16(1).u16(answers.size()).u16(0).u16(0);
    question.write(out);
    answers.forEach(record -> record.write(out));
  }

  /// Whether this is a response to `query`.
  public boolean answers(DnsMessage query) {
    return id == query.id
        && (flags & (RESPONSE | OPCODE)) == RESPONSE
        && question.equals(query.question);
  }

  /// Whether answers are missing, which the server sends by TCP.
  public boolean isTruncated() {
    return (flags & TRUNCATED) != 0;
  }

  /// Result of the server: 0 for none of the errors below (RFC 1035 §4.1.1).
  public int responseCode() {
    return flags & RCODE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DnsMessage that
        && id == that.id
        && flags == that.flags
        && question.equals(that.question)
        && answers.equals(that.answers);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * id + question.hashCode()) + answers.hashCode();
  }
}
