package io.heddle.support;

import com.sun.security.ntlm.NTLMException;
import com.sun.security.ntlm.Server;
import io.heddle.address.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTTP proxy on a free port of 127.0.0.1 that wants NTLM version 2 and verifies the answer to its
/// challenge, as the JDK's server does. It answers requests itself: with the number of bytes in the body, or
/// with a tunnel that ends at once. The user is `me` of domain `CORP`, with the password `s3cret`.
public final class NtlmProxy implements AutoCloseable {
  private static final String DOMAIN = "CORP";
  private static final Pattern LENGTH =
      Pattern.compile("^content-length: *(\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final Pattern TOKEN =
      Pattern.compile(
          "^proxy-authorization: NTLM (\\S+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final ServerSocket listener;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private NtlmProxy(ServerSocket listener) {
    this.listener = listener;
    Thread.ofVirtual().start(this::accept);
  }

  /// A proxy that the caller closes.
  public static NtlmProxy start() {
    try {
      ServerSocket listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return new NtlmProxy(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Endpoint address() {
    return Endpoint.parse("127.0.0.1:" + listener.getLocalPort());
  }

  /// The requests so far: number of the connection, method, length of the body, and result, such as
  /// `1 POST 100 ok`. Results are `asked`, `challenged`, `rejected` and `ok`.
  public List<String> requests() {
    return requests;
  }

  private void accept() {
    for (int number = 1; !listener.isClosed(); number++) {
      try {
        Socket socket = listener.accept();
        ServedConnection served = new ServedConnection(socket, number);
        Thread.ofVirtual().start(served::run);
      } catch (IOException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Connection, with the state of its authentication.
  private final class ServedConnection {
    private final Socket socket;
    private final int number;
    private final byte[] nonce = new byte[8];
    private Optional<Server> ntlm = Optional.empty();
    private boolean authenticated;

    ServedConnection(Socket socket, int number) {
      this.socket = socket;
      this.number = number;
      ThreadLocalRandom.current().nextBytes(nonce);
    }

    void run() {
      try (socket) {
        while (!socket.isClosed()) {
          String head = head();
          if (head.isEmpty()) {
            return;
          }
          serve(head);
        }
      } catch (IOException | NTLMException e) {
        requests.add(number + " failed: " + e);
      }
    }

    private String head() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return "";
        }
        head.write(next);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    private void serve(String head) throws IOException, NTLMException {
      Matcher length = LENGTH.matcher(head);
      long bytes = length.find() ? Long.parseLong(length.group(1)) : 0;
      socket.getInputStream().skipNBytes(bytes);
      String method = head.substring(0, head.indexOf(' '));
      Matcher token = TOKEN.matcher(head);
      String result = "asked";
      String challenge = "NTLM";
      if (token.find()) {
        byte[] message = Base64.getDecoder().decode(token.group(1));
        if (message[8] == 1) {
          ntlm = Optional.of(new VerifyingServer());
          challenge += " " + Base64.getEncoder().encodeToString(ntlm.get().type2(message, nonce));
          result = "challenged";
        } else {
          authenticated = verifies(message);
          result = authenticated ? "ok" : "rejected";
        }
      } else if (authenticated) {
        result = "ok";
      }
      requests.add(number + " " + method + " " + bytes + " " + result);
      answer(method, bytes, challenge);
    }

    private boolean verifies(byte[] message) {
      try {
        return ntlm.orElseThrow().verify(message, nonce)[0].equals("me");
      } catch (NTLMException e) {
        return false;
      }
    }

    private void answer(String method, long bytes, String challenge) throws IOException {
      String body = authenticated ? Long.toString(bytes) : "who are you?";
      String fields =
          method.equals("CONNECT") && authenticated
              ? ""
              : "Content-Length: " + body.length() + "\r\n";
      String head =
          authenticated
              ? "HTTP/1.1 200 OK\r\n" + fields
              : "HTTP/1.1 407 No\r\nProxy-Authenticate: " + challenge + "\r\n" + fields;
      String text = head + "\r\n" + (method.equals("HEAD") ? "" : body);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      if (method.equals("CONNECT") && authenticated) {
        socket.close();
      }
    }
  }

  /// Server of NTLM that knows one user.
  private static final class VerifyingServer extends Server {
    VerifyingServer() throws NTLMException {
      super("NTLMv2", DOMAIN);
    }

    @Override
    public char[] getPassword(String domain, String user) {
      return domain.equals(DOMAIN) && user.equals("me") ? "s3cret".toCharArray() : null;
    }
  }
}
