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

/// Transport between a client and the proxy.
public enum ClientTransport {
  TCP,
  TLS,
  UNIX;

  /// Certificate of all proxies in TLS.
  private static final class CertificateHolder {
    private static final SelfSignedCertificate CERTIFICATE =
        SelfSignedCertificate.of(folder("certificate"), "dns:localhost");
  }

  /// Settings of a proxy that is reached by this transport.
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

  /// Opens a connection to the listener of a proxy.
  public static Peer connect(Address address) {
    return switch (address) {
      case UnixPath path -> unix(path);
      case Endpoint endpoint -> Peer.connect(endpoint);
      case UnixUser user -> throw new AssertionError(user);
    };
  }

  private static Peer inTls(Address address) {
    return connect(address).shakesHands(CertificateHolder.CERTIFICATE.trusting(), "TLSv1.3");
  }

  /// Opens a connection to a UNIX socket.
  private static Peer unix(UnixPath path) {
    try {
      return new Peer(UnixSocketAdapter.connect(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asserts that the client, after all data, receives a reset and not a regular end of the stream.
  /// UNIX sockets do not distinguish the two.
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
