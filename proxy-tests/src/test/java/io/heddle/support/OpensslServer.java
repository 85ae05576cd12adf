package io.heddle.support;

import java.util.regex.Pattern;

/// Program `openssl s_server`. It prints received text, and sends text that a test types. A line `K`
/// requests a key update.
///
/// @param port port on 127.0.0.1
public record OpensslServer(RunningProgram process, int port) implements AutoCloseable {

  /// Starts the server with a certificate.
  public static OpensslServer start(LoopbackCertificate us) {
    int port = FreePorts.free();
    RunningProgram process =
        Program.installed("openssl")
            .with("s_server", "-accept", "127.0.0.1:" + port, "-tls1_3", "-crlf")
            .with("-cert", us.file(), "-key", us.key())
            .interactive()
            .start();
    process.prints(Pattern.compile("ACCEPT"));
    return new OpensslServer(process, port);
  }

  @Override
  public void close() {
    process.close();
  }
}
