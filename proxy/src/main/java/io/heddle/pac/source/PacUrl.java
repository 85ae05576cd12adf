package io.heddle.pac.source;

import io.heddle.address.Endpoint;
import io.heddle.dial.Dialer;
import io.heddle.http1.HttpFields;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.ResponseHeadReader;
import io.heddle.net.Connection;
import io.heddle.net.tls.TlsClient;
import io.heddle.pac.PacException;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;

/// Script at an `http` or `https` URL. It is fetched directly, and again once an hour at most.
///
/// @param dialer knows the addresses of this program, and does not dial them
/// @param tls of a server, for `https`
public record PacUrl(URI uri, Dialer dialer, TlsFactory tls) implements PacSource {
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_HEAD = 64 << 10;
  private static final HttpFields.HeadLimits HEAD = HttpFields.HeadLimits.of(MAX_HEAD);

  /// Maker of TLS to a server that the system trusts. May block the thread.
  @FunctionalInterface
  public interface TlsFactory {
    TlsClient client(Endpoint server) throws IOException;
  }

  @Override
  public String read(Deadline deadline) throws PacException, IOException {
    Deadline limit = Deadline.after(LIMIT).orEarlier(deadline);
    URI at = uri;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      PacBody answer = fetch(at, limit);
      if (answer.location().isEmpty()) {
        return PacText.decode(answer.bytes());
      }
      at = redirected(at, answer.location().get());
    }
    throw new PacException("more than " + MAX_REDIRECTS + " redirects");
  }

  private static URI redirected(URI from, String location) throws PacException {
    try {
      URI to = from.resolve(location);
      boolean isHttp = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
      if (!isHttp || to.getHost() == null) {
        throw new PacException("it redirects to " + location);
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw new PacException("it redirects to " + location);
    }
  }

  private PacBody fetch(URI at, Deadline limit) throws PacException, IOException {
    try (Connection connection = connect(at, limit)) {
      connection.deadline(limit);
      ByteWriter out = new ByteWriter(256);
      request(at).write(out);
      connection.write(out.toBuffer());
      ResponseHeadReader heads = new ResponseHeadReader(connection.reader(), HEAD);
      ResponseHead head = heads.readHead();
      while (head.status() / 100 == 1) {
        head = heads.readHead();
      }
      return PacBody.read(head, connection);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      throw new PacException("no answer in time");
    } catch (MalformedException | IOException e) {
      throw new PacException("no proper answer: " + e.getMessage());
    }
  }

  private static RequestHead request(URI at) {
    String path = Optional.ofNullable(at.getRawPath()).filter(text -> !text.isEmpty()).orElse("/");
    String query = Optional.ofNullable(at.getRawQuery()).map(text -> "?" + text).orElse("");
    Endpoint server = endpoint(at);
    return new RequestHead(
        "GET",
        path + query,
        HttpVersion.HTTP_1_1,
        HttpFields.of(
            "Host", server.uriAuthority(isSecure(at) ? 443 : 80),
            "Accept", "application/x-ns-proxy-autoconfig, */*",
            "Connection", "close"));
  }

  private static boolean isSecure(URI at) {
    return "https".equals(at.getScheme());
  }

  private static Endpoint endpoint(URI at) {
    int port = at.getPort() > 0 ? at.getPort() : isSecure(at) ? 443 : 80;
    return Endpoint.parse(at.getHost() + ":" + port);
  }

  private Connection connect(URI at, Deadline limit) throws PacException, IOException {
    try {
      Endpoint server = endpoint(at);
      Connection tcp = dialer.dial(server, TargetResolution.NONE, limit);
      return isSecure(at) ? secure(tcp, server, limit) : tcp;
    } catch (IllegalArgumentException e) {
      throw new PacException(String.valueOf(e.getMessage()));
    } catch (RefusedException e) {
      throw new PacException(e.refusal().details());
    }
  }

  /// @param tcp closed if this fails
  private Connection secure(Connection tcp, Endpoint server, Deadline limit)
      throws PacException, IOException {
    boolean secured = false;
    try {
      tcp.deadline(limit);
      TlsClient client = PacThreads.call(LIMIT, () -> client(server));
      Connection connection = client.connect(tcp);
      secured = true;
      return connection;
    } finally {
      if (!secured) {
        tcp.close();
      }
    }
  }

  private TlsClient client(Endpoint server) throws PacException {
    try {
      return tls.client(server);
    } catch (IOException e) {
      throw new PacException(e.getMessage());
    }
  }

  @Override
  public boolean mayHaveChanged(Duration age) {
    return age.compareTo(PERIOD) >= 0;
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
