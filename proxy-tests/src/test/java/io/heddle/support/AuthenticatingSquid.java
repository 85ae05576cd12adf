package io.heddle.support;

import java.nio.file.Path;
import java.util.List;

/// Squid that wants to know its users, on a port of 127.0.0.1. Closing it kills the process.
public final class AuthenticatingSquid implements AutoCloseable {
  private static final String HELPERS = "/usr/lib/squid/";

  private final RunningProgram running;
  private final int port;
  private final Path log;

  private AuthenticatingSquid(RunningProgram running, int port, Path log) {
    this.running = running;
    this.port = port;
    this.log = log;
  }

  /// One that offers Negotiate, for the tickets of this realm.
  public static AuthenticatingSquid negotiate(Path parent, KerberosRealm realm) {
    return start(
        parent,
        realm.program("squid"),
        "auth_param negotiate program "
            + HELPERS
            + "negotiate_kerberos_auth -t none -k "
            + realm.keytab()
            + " -s HTTP/localhost@"
            + KerberosRealm.NAME,
        "auth_param negotiate children 4 startup=1",
        "auth_param negotiate keep_alive on");
  }

  /// One that offers NTLM, and takes every password.
  public static AuthenticatingSquid ntlm(Path parent) {
    return start(
        parent,
        Program.installed("squid"),
        "auth_param ntlm program " + HELPERS + "ntlm_fake_auth",
        "auth_param ntlm children 4 startup=1",
        "auth_param ntlm keep_alive on");
  }

  private static AuthenticatingSquid start(Path parent, Program squid, String... authentication) {
    int port = FreePorts.free();
    TestFiles.permit(parent, "rwxr-xr-x");
    Path folder = TestFiles.folder(parent.resolve("squid-" + port));
    // Squid gives up the rights of root.
    TestFiles.permit(folder, "rwxrwxrwx");
    String config =
        String.join("\n", authentication)
            + """

            acl known proxy_auth REQUIRED
            http_access allow known
            http_access deny all
            http_port 127.0.0.1:%1$d
            cache deny all
            # Squid 5.7 takes its own full buffer for the end of a fast upload.
            client_request_buffer_max_size 256 MB
            cache_log /dev/null
            pid_filename none
            pinger_enable off
            netdb_filename none
            visible_hostname corp
            coredump_dir %2$s
            shutdown_lifetime 0 seconds
            logformat users %%03>Hs %%rm %%un
            access_log stdio:%2$s/access.log users
            """
                .formatted(port, folder);
    Path file = TestFiles.write(folder.resolve("squid.conf"), config);
    RunningProgram running = squid.with("-N", "-f", file).start();
    Await.until("squid listens", () -> FreePorts.accepts(port));
    return new AuthenticatingSquid(running, port, folder.resolve("access.log"));
  }

  public int port() {
    return port;
  }

  /// Status, method and user of each request so far, such as `200 CONNECT alice@HEDDLE.TEST`. A request is
  /// logged at its end.
  public List<String> requests() {
    return TestFiles.read(log).lines().filter(line -> !line.startsWith("000")).toList();
  }

  @Override
  public void close() {
    running.close();
  }
}
