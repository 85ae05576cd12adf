package io.heddle.outbound;

import io.heddle.auth.AuthFailedException;
import io.heddle.auth.AuthSession;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.net.Connection;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.upstream.RequestTargetForm.ForwardingProxy;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// HTTP proxy on one connection that forwards requests.
///
/// A scheme of several legs has all but the last one before the request, by HEAD: a body is sent with
/// the last leg only, and a proxy that wants no credentials for this target passes on a request that
/// changes nothing. After an answer other than 407 there is no further leg: the proxy wants no credentials
/// for this target now, and the request itself follows.
final class ForwardingHop implements ForwardingProxy {
  private static final String LEG_METHOD = "HEAD";

  private final HttpProxy proxy;
  private final AuthSession session;
  private Optional<HttpFields> prepared = Optional.empty();
  private boolean unasked;

  ForwardingHop(HttpProxy proxy, AuthSession session) {
    this.proxy = proxy;
    this.session = session;
  }

  /// Whether the last answer was to a leg, and was none to credentials. The connection is lost then if it
  /// cannot carry the request too; the next one should begin without credentials.
  boolean isUnasked() {
    return unasked;
  }

  /// Lets the requests of this connection begin without credentials.
  void skipLegs() {
    session.skipCredentials();
  }

  /// Prepares the credentials of the first request.
  ///
  /// @param connection closed if this fails
  /// @return the connection; empty if this must start over on another one
  Optional<Connection> prepare(Forward request, Connection connection, Deadline deadline)
      throws RefusedException, IOException {
    boolean ready = false;
    try {
      connection.deadline(deadline);
      performLegs(request, new ProxyExchange(proxy, connection, deadline));
      connection.deadline(Deadline.NONE);
      ready = true;
      return Optional.of(connection);
    } catch (RequestNotProcessedException e) {
      return Optional.empty();
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (MalformedException e) {
      throw proxy.upstream().failed(Reason.UPSTREAM_REFUSED, e.getMessage());
    } catch (IOException e) {
      throw proxy.upstream().failed(e);
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  private void performLegs(Forward request, ProxyExchange exchange)
      throws RefusedException, IOException, MalformedException {
    HttpFields credentials = exchange.credentials(session);
    while (!unasked && session.awaitsChallenge()) {
      ResponseHead response = exchange.send(leg(request, credentials));
      if (response.status() == 407) {
        exchange.answer(session, response, LEG_METHOD);
      } else {
        unasked = true;
        session.accept();
        exchange.finish(response, LEG_METHOD);
      }
      credentials = exchange.credentials(session);
    }
    prepared = Optional.of(credentials);
  }

  private static RequestHead leg(Forward request, HttpFields credentials) {
    List<HttpField> fields = new ArrayList<>(2);
    fields.add(new HttpField("Host", request.uri().authority().text()));
    fields.addAll(credentials.lines());
    return new RequestHead(
        LEG_METHOD, request.uri().absoluteForm(), HttpVersion.HTTP_1_1, new HttpFields(fields));
  }

  @Override
  public HttpFields fields(Forward request) throws RefusedException, IOException {
    HttpFields credentials = prepared.isPresent() ? prepared.get() : credentials();
    prepared = Optional.empty();
    return proxy.extra().appendedTo(credentials, request.client().address(), request.target());
  }

  private HttpFields credentials() throws RefusedException, IOException {
    try {
      return session.fields(proxy.authenticator().deadline());
    } catch (AuthFailedException e) {
      throw proxy.failed(e);
    }
  }

  @Override
  public boolean mayChallenge() {
    return !proxy.authenticator().isSettled();
  }

  @Override
  public void accept() {
    session.accept();
  }

  @Override
  public void challenge(ResponseHead response) throws RefusedException {
    try {
      session.challenge(response);
    } catch (AuthFailedException e) {
      throw proxy.failed(e);
    }
  }

  @Override
  public Object hop() {
    return proxy.upstream();
  }
}
