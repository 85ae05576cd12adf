package io.heddle.lab.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// Squid that wants Kerberos tickets, and a user who has them. The KDC has ended when it is measured: the
/// ticket for squid is in the cache of the user by then.
///
/// @param folder of the realm
public record KerberosSquid(Path folder) {
  private static final String REALM = "HEDDLE.TEST";

  private static final List<String> FILES =
      List.of(
          "krb5.conf",
          "kdc.conf",
          "principal",
          "principal.ok",
          "principal.kadm5",
          "principal.kadm5.lock",
          "stash",
          "http.keytab",
          "tickets");

  /// Squid on a port.
  ///
  /// @param command in the foreground
  public record Squid(int port, List<String> command) {}

  /// Makes the realm and gets the tickets.
  ///
  /// @throws IOException if a program is not installed, or fails
  public static KerberosSquid create() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("realm");
    // Files are deleted in the opposite order.
    folder.toFile().deleteOnExit();
    for (String name : FILES) {
      folder.resolve(name).toFile().deleteOnExit();
    }
    // Squid gives up the rights of root.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    KerberosSquid kerberos = new KerberosSquid(folder);
    kerberos.run(kerberos.script(PortFinder.freePort()));
    return kerberos;
  }

  private String script(int port) {
    return """
    set -e
    cd "%1$s"
    cat > krb5.conf << 'END'
    [libdefaults]
     default_realm = %2$s
     dns_lookup_kdc = false
     dns_canonicalize_hostname = false
     rdns = false
     udp_preference_limit = 1
    [realms]
     %2$s = {
      kdc = 127.0.0.1:%3$d
     }
    END
    cat > kdc.conf << 'END'
    [kdcdefaults]
     kdc_listen = 127.0.0.1:%3$d
     kdc_tcp_listen = 127.0.0.1:%3$d
    [realms]
     %2$s = {
      database_name = %1$s/principal
      key_stash_file = %1$s/stash
     }
    END
    PATH=$PATH:/usr/sbin
    kdb5_util create -s -r %2$s -P master
    kadmin.local -r %2$s -q 'addprinc -pw secret alice'
    kadmin.local -r %2$s -q 'addprinc -randkey HTTP/localhost'
    kadmin.local -r %2$s -q 'ktadd -k http.keytab HTTP/localhost'
    chmod 644 http.keytab
    krb5kdc -n -r %2$s &
    trap "kill $!" EXIT
    for i in 1 2 3 4 5 6 7 8 9 10; do
      if echo secret | kinit alice@%2$s; then break; fi
      sleep 0.3
    done
    kvno HTTP/localhost
    """
        .formatted(folder, REALM, port);
  }

  private void run(String script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(environment());
    command.addAll(List.of("sh", "-c", script));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("no Kerberos realm: " + output);
    }
  }

  /// Beginning of a command line that uses the realm and the tickets.
  List<String> environment() {
    return List.of(
        "env",
        "KRB5_CONFIG=" + folder.resolve("krb5.conf"),
        "KRB5_KDC_PROFILE=" + folder.resolve("kdc.conf"),
        "KRB5CCNAME=FILE:" + folder.resolve("tickets"));
  }

  /// Squid for everybody.
  Squid open(int port) throws IOException {
    return squid(port, "http_access allow all\n");
  }

  /// Squid for those with a ticket.
  Squid negotiate(int port) throws IOException {
    return squid(
        port,
        """
        auth_param negotiate program /usr/lib/squid/negotiate_kerberos_auth -t none -k %s/http.keytab -s HTTP/localhost@%s
        auth_param negotiate children 8 startup=2
        acl known proxy_auth REQUIRED
        http_access allow known
        http_access deny all
        """
            .formatted(folder, REALM));
  }

  private Squid squid(int port, String access) throws IOException {
    String config =
        access
            + """
            http_port 127.0.0.1:%d
            cache deny all
            access_log none
            cache_log /dev/null
            pid_filename none
            pinger_enable off
            netdb_filename none
            coredump_dir %s
            shutdown_lifetime 0 seconds
            """
                .formatted(port, folder);
    List<String> command = new ArrayList<>(environment());
    command.addAll(List.of("squid", "-N", "-f", TemporaryFiles.create(config)));
    return new Squid(port, command);
  }
}
