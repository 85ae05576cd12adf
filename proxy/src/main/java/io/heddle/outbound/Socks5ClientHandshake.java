package io.heddle.outbound;

import io.heddle.net.Connection;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusalCodes;
import io.heddle.request.RefusedException;
import io.heddle.socks5.CredentialsReply;
import io.heddle.socks5.CredentialsRequest;
import io.heddle.socks5.MethodReply;
import io.heddle.socks5.MethodRequest;
import io.heddle.socks5.Socks5;
import io.heddle.socks5.Socks5Reply;
import io.heddle.socks5.Socks5Request;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Client's side of a SOCKS 5 handshake (RFC 1928, RFC 1929).
///
/// Each message waits for the reply to the one before. To send the request together with the
/// greeting would save a round trip. But servers in use (microsocks, for one) take all that they
/// read first for the greeting, and the request is lost.
///
/// @param what is requested, as a refusal names it: "connection to …"
record Socks5ClientHandshake(
    UpstreamProxy upstream,
    Optional<UpstreamCredentials> credentials,
    Socks5Request request,
    String what)
    implements ProxyHandshake<Socks5Reply> {

  @Override
  public Socks5Reply perform(Connection proxy)
      throws IOException, MalformedException, RefusedException {
    authenticate(proxy);
    send(proxy, request::write);
    Socks5Reply reply = Socks5Reply.read(proxy.reader());
    if (reply.code() != Socks5Reply.SUCCEEDED) {
      throw upstream.refused(
          RefusalCodes.fromSocks5(reply.code()), "no " + what + ", " + meaning(reply.code()));
    }
    return reply;
  }

  private void authenticate(Connection proxy)
      throws IOException, MalformedException, RefusedException {
    List<Integer> offered = offeredMethods();
    send(proxy, new MethodRequest(offered)::write);
    int chosen = MethodReply.read(proxy.reader()).method();
    if (!offered.contains(chosen)) {
      throw upstream.failed(
          Reason.UPSTREAM_REFUSED,
          credentials.isPresent()
              ? "it accepts neither user name and password nor none"
              : "it asks for credentials, and none are configured");
    }
    if (chosen == Socks5.USERNAME_PASSWORD) {
      UpstreamCredentials login = credentials.orElseThrow();
      send(proxy, new CredentialsRequest(login.user(), login.password())::write);
      if (!CredentialsReply.read(proxy.reader()).equals(CredentialsReply.SUCCESS)) {
        throw upstream.failed(
            Reason.UPSTREAM_REFUSED, "it does not accept the configured user name and password");
      }
    }
  }

  private List<Integer> offeredMethods() {
    return credentials.isPresent()
        ? List.of(Socks5.NO_AUTHENTICATION, Socks5.USERNAME_PASSWORD)
        : List.of(Socks5.NO_AUTHENTICATION);
  }

  private static void send(Connection proxy, Consumer<ByteWriter> message) throws IOException {
    ByteWriter out = new ByteWriter(32);
    message.accept(out);
    proxy.write(out.toBuffer());
  }

  /// RFC 1928 §6.
  private static String meaning(int code) {
    return switch (code) {
      case 0x01 -> "general failure";
      case 0x02 -> "not allowed by its rules";
      case 0x03 -> "network unreachable";
      case 0x04 -> "host unreachable";
      case 0x05 -> "connection refused";
      case 0x06 -> "timed out";
      case 0x07 -> "command not supported";
      case 0x08 -> "address type not supported";
      default -> "reply code " + code;
    };
  }
}
