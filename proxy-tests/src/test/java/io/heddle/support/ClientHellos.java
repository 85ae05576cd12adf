package io.heddle.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// TLS ClientHello messages in records, with the extensions that a test wants.
@Tag("component")
public final class ClientHellos {
  private ClientHellos() {}

  /// A message in one record.
  public static byte[] naming(String... names) {
    return records(message(extension(0, serverNames(List.of(names)))), 16384);
  }

  /// The first message of a client that sends data before the server answers.
  public static byte[] withEarlyData(String name) {
    return records(
        message(extension(42, new byte[0]), extension(0, serverNames(List.of(name)))), 16384);
  }

  /// A message without a server name.
  public static byte[] withoutName() {
    return records(message(extension(43, new byte[] {2, 3, 4})), 16384);
  }

  /// A message of a client with post-quantum key shares and more before the name.
  public static byte[] large(String name, int bytes, int fragment) {
    return records(
        message(extension(51, new byte[bytes]), extension(0, serverNames(List.of(name)))),
        fragment);
  }

  /// The list of the extension server_name.
  public static byte[] serverNames(List<String> names) {
    ByteBuffer list = ByteBuffer.allocate(1000);
    list.putShort((short) 0);
    for (String name : names) {
      byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
      list.put((byte) 0).putShort((short) text.length).put(text);
    }
    list.putShort(0, (short) (list.position() - 2));
    return bytes(list);
  }

  public static byte[] extension(int type, byte[] content) {
    return bytes(
        ByteBuffer.allocate(content.length + 4)
            .putShort((short) type)
            .putShort((short) content.length)
            .put(content));
  }

  /// A handshake message.
  public static byte[] message(byte[]... extensions) {
    ByteBuffer body = ByteBuffer.allocate(70_000);
    body.putShort((short) 0x0303).put(new byte[32]).put((byte) 32).put(new byte[32]);
    body.putShort((short) 2).putShort((short) 0x1301).put((byte) 1).put((byte) 0);
    int start = body.position();
    body.putShort((short) 0);
    for (byte[] extension : extensions) {
      body.put(extension);
    }
    body.putShort(start, (short) (body.position() - start - 2));
    byte[] hello = bytes(body);
    return bytes(ByteBuffer.allocate(hello.length + 4).putInt(1 << 24 | hello.length).put(hello));
  }

  /// A message in records with so many bytes of it each.
  public static byte[] records(byte[] message, int fragment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int from = 0; from < message.length; from += fragment) {
      int length = Math.min(fragment, message.length - from);
      out.writeBytes(new byte[] {22, 3, 1, (byte) (length >> 8), (byte) length});
      out.write(message, from, length);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(ByteBuffer written) {
    byte[] bytes = new byte[written.position()];
    written.flip().get(bytes);
    return bytes;
  }
}
