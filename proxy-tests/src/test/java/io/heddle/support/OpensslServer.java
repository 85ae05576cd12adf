package io.heddle.support;

import java.util.regex.Pattern;

/// `openssl s_server`: what it receives it prints, what a test types it sends; `K` alone on a line
/// asks for new keys.
///
/// @param port of 127.0.0.1
public record OpensslServer(RunningProgram process, int port) implements AutoCloseable {

  /// One that shows a certificate.
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
