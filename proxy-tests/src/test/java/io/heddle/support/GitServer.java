package io.heddle.support;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Server of one repository over http and https, by `git http-backend`, and over git's own protocol,
/// by `git daemon`.
public final class GitServer implements AutoCloseable {
  private final GitRepository repository;
  private final LoopbackCertificate certificate;
  private final HttpServer http;
  private final HttpsServer https;
  private final RunningProgram daemon;
  private final int daemonPort;

  private GitServer(GitRepository repository, LoopbackCertificate certificate, Path folder)
      throws IOException {
    this.repository = repository;
    this.certificate = certificate;
    InetSocketAddress free = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    CgiHandler backend =
        new CgiHandler(
            List.of("git", "http-backend"),
            Map.of(
                "GIT_PROJECT_ROOT", repository.projects().toString(), "GIT_HTTP_EXPORT_ALL", "1"));
    http = HttpServer.create(free, 0, "/", backend);
    https = HttpsServer.create(free, 0, "/", backend);
    https.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
    daemonPort = FreePorts.free();
    daemon =
        GitRepository.git(folder)
            .with("daemon", "--listen=127.0.0.1", "--port=" + daemonPort, "--export-all")
            .with("--base-path=" + repository.projects(), "--log-destination=stderr")
            .start();
  }

  /// Makes a repository in `folder` and serves it.
  public static GitServer start(Path folder) {
    try {
      GitServer server =
          new GitServer(GitRepository.make(folder), LoopbackCertificate.make(folder), folder);
      server.http.start();
      server.https.start();
      Await.until("git daemon listens", () -> FreePorts.accepts(server.daemonPort));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Clones a URL of this server into a new folder, with settings like `http.proxy=…`; the clone
  /// must be complete.
  public void cloned(String url, Path into, String... settings) {
    Program git = GitRepository.git(into.getParent());
    for (String setting : settings) {
      git.with("-c", setting);
    }
    // A variable, since one of the machine's would win over a setting.
    git.environment("GIT_SSL_CAINFO", certificate.file());
    git.with("clone", "--quiet", url, into).run().succeeds();
    checkClone(into);
  }

  /// Whether this is a complete clone of the repository.
  public void checkClone(Path into) {
    String head = GitRepository.headOf(into);
    if (!head.equals(repository.head())) {
      throw new AssertionError("cloned " + head + " instead of " + repository.head());
    }
  }

  /// Its URL over http.
  public String http() {
    return "http://localhost:" + http.getAddress().getPort() + "/" + GitRepository.NAME;
  }

  /// Its URL over https.
  public String https() {
    return "https://localhost:" + https.getAddress().getPort() + "/" + GitRepository.NAME;
  }

  /// Its URL for git's own protocol.
  public String git() {
    return "git://localhost:" + daemonPort + "/" + GitRepository.NAME;
  }

  /// The folder of the repository, for servers of other kinds.
  public Path repository() {
    return repository.projects().resolve(GitRepository.NAME);
  }

  @Override
  public void close() {
    daemon.close();
    http.stop(0);
    https.stop(0);
  }
}
