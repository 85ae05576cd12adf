package io.heddle.outbound;

import io.heddle.auth.AuthFailedException;
import io.heddle.auth.AuthSession;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.http2.message.Http1OverHttp2Connection;
import io.heddle.net.Connection;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;

/// Exchange of requests without a body, and of the heads of their responses, with one HTTP proxy on one
/// connection, for handshakes.
final class ProxyExchange {
  /// Proxies in use send none. Without a limit, interim responses could outlast the deadline, which
  /// counts only the time spent waiting.
  private static final int MAX_INTERIM_RESPONSES = 16;

  /// Limit of legs: NTLM has two after the first 407, Kerberos one or two.
  private static final int MAX_LEGS = 6;

  private final HttpProxy proxy;
  private final Connection connection;
  private final Deadline deadline;
  private final ResponseHeadReader heads;
  private int legs;

  ProxyExchange(HttpProxy proxy, Connection connection, Deadline deadline) {
    this.proxy = proxy;
    this.connection = connection;
    this.deadline = deadline;
    heads = new ResponseHeadReader(connection.reader(), HeadLimits.of(proxy.headLimit()));
  }

  /// The credentials for the next request.
  ///
  /// @throws UpstreamFailedException if there are none
  HttpFields credentials(AuthSession session) throws UpstreamFailedException, IOException {
    try {
      return session.fields(deadline);
    } catch (AuthFailedException e) {
      throw proxy.failed(e);
    }
  }

  /// Sends a request, and reads the first response that is not interim (1xx).
  ResponseHead send(RequestHead request) throws IOException, MalformedException {
    ByteWriter out = new ByteWriter(256);
    request.write(out);
    connection.write(out.toBuffer());
    for (int i = 0; i <= MAX_INTERIM_RESPONSES; i++) {
      ResponseHead head = heads.readHead();
      if (head.status() / 100 != 1) {
        return head;
      }
    }
    throw new MalformedException("more than " + MAX_INTERIM_RESPONSES + " interim answers");
  }

  /// Answers a 407: reads its body, after which the next request may be sent.
  ///
  /// @return true
  /// @throws RequestNotProcessedException if the next request needs another connection
  /// @throws UpstreamFailedException if another request would not help
  boolean answer(AuthSession session, ResponseHead response, String method)
      throws UpstreamFailedException, IOException {
    AuthSession.NextLeg continuation = challenge(session, response);
    boolean reusable = isReusable(response, method);
    if (!reusable && continuation == AuthSession.NextLeg.SAME_CONNECTION) {
      throw proxy.authFailed(
          "it closes the connection, or uses HTTP/2, between two legs of the authentication");
    }
    if (!reusable) {
      throw new RequestNotProcessedException(
          "it asks for credentials, for which another connection is needed");
    }
    if (++legs == MAX_LEGS) {
      throw new RequestNotProcessedException("it asks for credentials again and again");
    }
    return true;
  }

  /// Reads the body of another response than 407, after which the next request may be sent.
  ///
  /// @throws RequestNotProcessedException if the next request needs another connection
  void finish(ResponseHead response, String method) throws IOException {
    if (!isReusable(response, method)) {
      throw new RequestNotProcessedException("it closes the connection after an answer");
    }
  }

  private boolean isReusable(ResponseHead response, String method) throws IOException {
    return !(connection instanceof Http1OverHttp2Connection) && isDrained(response, method);
  }

  /// A body that breaks off or is malformed costs the connection, and nothing else.
  private boolean isDrained(ResponseHead response, String method) throws IOException {
    try {
      return ResponseDrain.drain(connection, heads, response, method);
    } catch (EOFException | MalformedException e) {
      return false;
    }
  }

  private AuthSession.NextLeg challenge(AuthSession session, ResponseHead response)
      throws UpstreamFailedException {
    try {
      return session.challenge(response);
    } catch (AuthFailedException e) {
      throw proxy.failed(e);
    }
  }
}
