package io.heddle.forward;

import io.heddle.forward.ForwardedResponse.ConnectionReuse;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.RequestNotProcessedException;
import io.heddle.net.Traffic;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.upstream.ChallengedException;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Forwarder of one client's HTTP requests, on upstream connections that it shares with others.
///
/// @param headLimits of the head of a request
public record HttpForwarder(Connection client, HeadLimits headLimits, ForwardingContext context) {
  /// Idempotent methods (RFC 9110 §9.2.2).
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  /// Limit of attempts for a request that the peer has not processed (REFUSED_STREAM, GOAWAY, 407).
  private static final int MAX_ATTEMPTS = 3;

  /// Objects and limits that all forwarders share.
  ///
  /// @param idle limit of the time in which nothing moves
  /// @param halfClosed the same once the client has ended its stream
  public record ForwardingContext(
      UpstreamPool pool, IdleWatch watch, BufferPool buffers, Duration idle, Duration halfClosed) {}

  /// Forwards one request and its response.
  ///
  /// The peer may close a pooled connection just when the request is sent. If it is safe, the
  /// request is then sent once more on a new connection; if it is not, only a connection that was
  /// used just now is taken from the pool.
  ///
  /// @param traffic counts the bytes passed on, heads included
  /// @throws MalformedException if the client breaks the framing of its request
  /// @throws RefusedException if there is no response to pass on
  /// @throws IOException if the client is gone, or the thread was interrupted
  public ForwardResult forward(Forward request, UpstreamProvider provider, Traffic traffic)
      throws RefusedException, MalformedException, IOException {
    PoolKey key = PoolKey.of(provider.name(), request);
    Optional<UpstreamConnection> pooled = take(request, key);
    if (pooled.isPresent() && !provider.mayReuse(request, pooled.get())) {
      pooled.get().close();
      pooled = Optional.empty();
    }
    if (pooled.isPresent()) {
      try {
        provider.reuse(pooled.get());
        return exchange(request, key, provider, pooled.get(), traffic);
      } catch (ChallengedException e) {
        // The next connection has what this one was asked for.
      } catch (NoResponseException e) {
        if (!isRepeatable(request)) {
          throw lost(e.getMessage() + ", and a " + request.head().method() + " is not sent twice");
        }
      }
    }
    return forwardOnNewConnection(request, key, provider, traffic);
  }

  /// A connection of this client alone is preferred: it may be authenticated for the client.
  private Optional<UpstreamConnection> take(Forward request, PoolKey key) {
    UpstreamPool pool = context.pool();
    PoolKey own = key.forClient(client);
    return isRepeatable(request)
        ? pool.take(own).or(() -> pool.take(key))
        : pool.takeFresh(own).or(() -> pool.takeFresh(key));
  }

  private ForwardResult forwardOnNewConnection(
      Forward request, PoolKey key, UpstreamProvider provider, Traffic traffic)
      throws RefusedException, MalformedException, IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return exchange(request, key, provider, provider.connect(request), traffic);
      } catch (RequestNotProcessedException e) {
        if (attempt == MAX_ATTEMPTS || !(request.body() instanceof RequestBody.Buffered)) {
          throw lost("the next hop takes no requests: " + e.getMessage());
        }
      } catch (ChallengedException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw lost(e.getMessage());
        }
      } catch (NoResponseException e) {
        throw lost(e.getMessage());
      }
    }
  }

  /// @param upstream put into the pool, or closed, unless the result is that the protocol was
  ///     switched
  private ForwardResult exchange(
      Forward request,
      PoolKey key,
      UpstreamProvider provider,
      UpstreamConnection upstream,
      Traffic traffic)
      throws RefusedException, MalformedException, IOException {
    long start = System.nanoTime();
    HttpExchange exchange =
        new HttpExchange(request, client, upstream, traffic, headLimits, context);
    try {
      ForwardResult result = exchange.run();
      if (!(result instanceof ForwardResult.Switched)) {
        release(key, upstream, exchange.reuse());
      }
      return result;
    } catch (RefusedException e) {
      upstream.close();
      provider.noteRefusal(upstream, e, Duration.ofNanos(System.nanoTime() - start));
      throw e;
    } catch (MalformedException | IOException | RuntimeException | Error e) {
      upstream.close();
      throw e;
    }
  }

  private void release(PoolKey key, UpstreamConnection upstream, ConnectionReuse reuse) {
    ReuseScope scope = upstream.scope().narrowedTo(reuse.scope());
    switch (scope) {
      case NONE -> upstream.close();
      case SAME_CLIENT ->
          context.pool().put(key.forClient(client), upstream, scope, reuse.keepAlive());
      case ANY_CLIENT -> context.pool().put(key, upstream, scope, reuse.keepAlive());
    }
  }

  private static boolean isRepeatable(Forward request) {
    return request.body() instanceof RequestBody.Buffered
        && IDEMPOTENT.contains(request.head().method());
  }

  private static RefusedException lost(String details) {
    return new RefusedException(Reason.CONNECTION_LOST, details);
  }

  /// Result of a forwarded request that has had a response.
  public sealed interface ForwardResult {

    /// The whole response has been passed on.
    ///
    /// @param next use of the client's connection afterwards
    record Completed(int status, ConnectionDisposition next) implements ForwardResult {}

    /// A response that had begun ended too early, and the client can see that.
    ///
    /// @param why in one clause
    record Truncated(int status, String why, ConnectionDisposition next) implements ForwardResult {}

    /// A response 101 has been passed on. Both connections carry another protocol from now on.
    ///
    /// @param server the caller closes it
    record Switched(Connection server) implements ForwardResult {}
  }
}
