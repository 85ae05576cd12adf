package io.heddle.support;

import java.nio.file.Path;

/// nginx on loopback addresses of both IP versions, over http and https, which serves a folder.
public final class Nginx implements AutoCloseable {
  private final RunningProgram running;
  private final LoopbackCertificate certificate;
  private final Path root;
  private final int httpPort;
  private final int httpsPort;

  private Nginx(
      RunningProgram running,
      LoopbackCertificate certificate,
      Path root,
      int httpPort,
      int httpsPort) {
    this.running = running;
    this.certificate = certificate;
    this.root = root;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /// Starts nginx for the files in `folder/www`, and creates `hello.txt` there.
  public static Nginx start(Path folder) {
    Program nginx = Program.installed("nginx");
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    Path root = folder.resolve("www");
    TestFiles.folder(root);
    TestFiles.write(root.resolve("hello.txt"), "hello\n");
    int http = FreePorts.free();
    int https = FreePorts.free();
    Path config =
        TestFiles.write(
            folder.resolve("nginx.conf"), config(folder, http, https, certificate, root));
    // -e: before it reads the file, it would open the log of a system's nginx.
    RunningProgram running = nginx.with("-p", folder, "-c", config, "-e", "stderr").start();
    Nginx server = new Nginx(running, certificate, root, http, https);
    Await.until("nginx listens", () -> server.listensOrFails());
    return server;
  }

  private static String config(
      Path folder, int http, int https, LoopbackCertificate certificate, Path root) {
    return """
    daemon off;
    # One process, as the user of the test.
    master_process off;
    pid %1$s/nginx.pid;
    error_log stderr;
    events { worker_connections 4096; }
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      types { text/html html; text/javascript js; text/plain txt; }
      server {
        listen 127.0.0.1:%2$d;
        listen [::1]:%2$d;
        listen 127.0.0.1:%3$d ssl;
        listen [::1]:%3$d ssl;
        ssl_certificate %4$s;
        ssl_certificate_key %5$s;
        root %6$s;
      }
    }
    """
        .formatted(folder, http, https, certificate.file(), certificate.key(), root);
  }

  private boolean listensOrFails() {
    if (!running.isAlive()) {
      throw new AssertionError("nginx ended: " + running.err());
    }
    return FreePorts.accepts(httpsPort);
  }

  /// URL of a file over http, with a host name of this machine.
  public String http(String host, String file) {
    return "http://" + host + ":" + httpPort + "/" + file;
  }

  /// URL of a file over https.
  public String https(String host, String file) {
    return "https://" + host + ":" + httpsPort + "/" + file;
  }

  /// The port for http.
  public int httpPort() {
    return httpPort;
  }

  /// The port for https.
  public int httpsPort() {
    return httpsPort;
  }

  /// The folder of the files it serves.
  public Path root() {
    return root;
  }

  /// Certificate of the https server.
  public LoopbackCertificate certificate() {
    return certificate;
  }

  @Override
  public void close() {
    running.close();
  }
}
