package io.heddle.lab.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// TLS of a load generator: it checks no certificate, and each connection makes a full handshake.
final class InsecureTls {
  private static final SSLContext CONTEXT = context();

  private InsecureTls() {}

  /// Makes a TLS handshake over `socket`, which is closed if that fails.
  static Socket over(Socket socket) throws IOException {
    try {
      SSLSocket secured =
          // Without the name of a server, the JDK resumes no session.
          (SSLSocket) CONTEXT.getSocketFactory().createSocket(socket, null, -1, true);
      secured.startHandshake();
      return secured;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static final class TrustAnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
