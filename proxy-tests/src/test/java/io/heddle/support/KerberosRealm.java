package io.heddle.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Kerberos realm `HEDDLE.TEST` of MIT Kerberos, with its KDC on a port of 127.0.0.1 and all files in one
/// folder. It has the user `alice` with the password `secret`, and the services `HTTP/localhost` and `HTTP/other`.
/// Closing it kills the KDC.
public final class KerberosRealm implements AutoCloseable {
  public static final String NAME = "HEDDLE.TEST";
  public static final String USER = "alice@" + NAME;

  private final Path folder;
  private final int port = FreePorts.free();
  private Optional<RunningProgram> kdc = Optional.empty();

  private KerberosRealm(Path folder) {
    this.folder = folder;
  }

  /// Makes the realm, and starts its KDC.
  ///
  /// @param parent of its folder; made readable for others, since servers may give up their rights
  public static KerberosRealm start(Path parent) {
    TestFiles.permit(parent, "rwxr-xr-x");
    KerberosRealm realm = new KerberosRealm(TestFiles.folder(parent.resolve("realm")));
    realm.configure();
    realm.program("kdb5_util").with("create", "-s", "-r", NAME, "-P", "master").run().succeeds();
    realm.administer("addprinc -pw secret alice");
    realm.administer("addprinc -randkey HTTP/localhost");
    realm.administer("addprinc -randkey HTTP/other");
    realm.administer("ktadd -k " + realm.keytab() + " HTTP/localhost");
    TestFiles.permit(realm.keytab(), "rw-r--r--");
    realm.startKdc();
    return realm;
  }

  private void configure() {
    TestFiles.write(
        folder.resolve("krb5.conf"),
        """
        [libdefaults]
         default_realm = %1$s
         dns_lookup_kdc = false
         dns_lookup_realm = false
         dns_canonicalize_hostname = false
         rdns = false
         udp_preference_limit = 1
        [realms]
         %1$s = {
          kdc = 127.0.0.1:%2$d
         }
        [domain_realm]
         localhost = %1$s
        """
            .formatted(NAME, port));
    TestFiles.write(
        folder.resolve("kdc.conf"),
        """
        [kdcdefaults]
         kdc_listen = 127.0.0.1:%2$d
         kdc_tcp_listen = 127.0.0.1:%2$d
        [realms]
         %1$s = {
          database_name = %3$s/principal
          key_stash_file = %3$s/stash
          acl_file = %3$s/acl
         }
        """
            .formatted(NAME, port, folder));
    TestFiles.write(folder.resolve("acl"), "");
  }

  /// A program that uses this realm, and the ticket cache of the user.
  public Program program(String name) {
    return with(Program.installed(name));
  }

  /// The program with the environment of this realm.
  public Program with(Program program) {
    return program
        .environment("KRB5_CONFIG", folder.resolve("krb5.conf"))
        .environment("KRB5_KDC_PROFILE", folder.resolve("kdc.conf"))
        .environment("KRB5CCNAME", "FILE:" + folder.resolve("tickets"))
        .environment("LC_ALL", "C");
  }

  private void administer(String command) {
    program("kadmin.local").with("-r", NAME, "-q", command).run().succeeds();
  }

  /// Key of the service `HTTP/localhost`.
  public Path keytab() {
    return folder.resolve("http.keytab");
  }

  /// Gets a ticket for the user, as `kinit` does with these options.
  public void login(String... options) {
    program("kinit")
        .with((Object[]) options)
        .with(USER)
        .input("secret\n".getBytes(StandardCharsets.US_ASCII))
        .run()
        .succeeds();
  }

  /// Removes the tickets of the user.
  public void logout() {
    try {
      Files.deleteIfExists(folder.resolve("tickets"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts the KDC.
  public void startKdc() {
    started(program("krb5kdc"));
  }

  /// Starts the KDC with another clock, such as `+10m`.
  public void startKdc(String clock) {
    started(program("krb5kdc").under(Program.path("faketime"), "-f", clock));
  }

  private void started(Program program) {
    stopKdc();
    kdc = Optional.of(program.with("-n", "-r", NAME).start());
    Await.until("the KDC listens", () -> FreePorts.accepts(port));
  }

  /// Puts a KDC in the place of this one that accepts connections and never answers.
  public Origin silentKdc() {
    stopKdc();
    return Origin.start("127.0.0.1", port);
  }

  /// Kills the KDC.
  public void stopKdc() {
    kdc.ifPresent(RunningProgram::close);
    kdc = Optional.empty();
  }

  @Override
  public void close() {
    stopKdc();
  }
}
