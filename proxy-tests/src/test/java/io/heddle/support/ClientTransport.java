package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What carries a client's bytes to the proxy.
public enum ClientTransport {
  TCP,
  TLS,
  UNIX;

  /// Of all proxies in TLS.
  private static final class CertificateHolder {
    private static final SelfSignedCertificate CERTIFICATE =
        SelfSignedCertificate.of(folder("certificate"), "dns:localhost");
  }

  /// A proxy to be reached by it.
  public ProxyUnderTest.Settings proxy() {
    ProxyUnderTest.Settings settings = ProxyUnderTest.with();
    return switch (this) {
      case TCP -> settings;
      case TLS ->
          settings
              .entrance(TlsListenerSettings.of(CertificateHolder.CERTIFICATE))
              .dialledBy(ClientTransport::inTls);
      case UNIX -> settings.listen("unix:" + folder("socket").resolve("s"));
    };
  }

  /// A connection to where a proxy listens, on which nothing has been said.
  static Peer connect(Address address) {
    return switch (address) {
      case UnixPath path -> unix(path);
      case Endpoint endpoint -> Peer.connect(endpoint);
      case UnixUser user -> throw new AssertionError(user);
    };
  }

  private static Peer inTls(Address address) {
    return connect(address).shakesHands(CertificateHolder.CERTIFICATE.trusting(), "TLSv1.3");
  }

  /// A connection to a UNIX socket.
  private static Peer unix(UnixPath path) {
    try {
      return new Peer(UnixSocketAdapter.connect(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The client sees, after what has arrived, that its stream has not come to its end; over a UNIX
  /// socket, which cannot tell, that there is no more.
  public void isBroken(Peer client) {
    switch (this) {
      case TCP -> client.receivesReset();
      case TLS -> assertThrows(UncheckedIOException.class, client::receivesRest);
      case UNIX -> client.receivesEndOrReset();
    }
  }

  private static Path folder(String what) {
    try {
      Path folder = Files.createTempDirectory(what);
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
