package io.heddle.auth;

import io.heddle.jdk.BlockingCheck;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/// Client side of Kerberos and SPNEGO by GSS-API (RFC 2743, RFC 4178), for the ticket that the user of
/// this process has. The only user of that API, which is loaded with this class.
///
/// The library of the system is used where there is one, since it knows all kinds of ticket caches; else
/// the JDK's own code, which reads files. Both ask the cache each time, so a new ticket is seen.
///
/// Each call may wait for a KDC, so it runs in a thread of its own kind ([NegotiateScheme]).
final class KerberosClient {
  private static final String KERBEROS = "1.2.840.113554.1.2.2";
  private static final String SPNEGO = "1.3.6.1.5.5.2";
  private static final String PRINCIPAL_NAME = "1.2.840.113554.1.2.2.1";

  static {
    setDefault("sun.security.jgss.native", "true");
    // Tickets come from the cache, not from a login of this process.
    setDefault("javax.security.auth.useSubjectCredsOnly", "false");
    // The system's library knows this variable, the JDK's code does not.
    Optional.ofNullable(System.getenv("KRB5_CONFIG"))
        .ifPresent(files -> setDefault("java.security.krb5.conf", files.split(":", 2)[0]));
    Configuration.setConfiguration(new TicketCacheLogin());
  }

  private KerberosClient() {}

  private static void setDefault(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /// Creates a context for a service, and sends nothing. The caller disposes of it.
  ///
  /// @param service `HTTP/host` or `HTTP/host@REALM` as written, or `HTTP@host`, whose realm the
  ///     system knows
  static GSSContext context(String service) throws GSSException {
    return context(service, SPNEGO);
  }

  private static GSSContext context(String service, String mechanism) throws GSSException {
    GSSManager manager = GSSManager.getInstance();
    GSSName name =
        service.indexOf('/') < 0
            ? manager.createName(service, GSSName.NT_HOSTBASED_SERVICE)
            : manager.createName(service, new Oid(PRINCIPAL_NAME));
    return manager.createContext(name, new Oid(mechanism), null, GSSContext.DEFAULT_LIFETIME);
  }

  /// Takes the next step.
  ///
  /// @param token of the peer; empty in the first step
  /// @return the token for the peer; empty if it needs none
  static byte[] step(GSSContext context, byte[] token) throws GSSException {
    assert BlockingCheck.isAllowed();
    byte[] next = context.initSecContext(token, 0, token.length);
    return Optional.ofNullable(next).orElse(new byte[0]);
  }

  /// The reason of a failure in the words of Kerberos: SPNEGO may only say that it found no mechanism.
  static GSSException explained(GSSException failure, String service) {
    assert BlockingCheck.isAllowed();
    if (!String.valueOf(failure.getMinorString()).contains("SPNEGO")) {
      return failure;
    }
    try {
      GSSContext context = context(service, KERBEROS);
      try {
        byte[] _ = context.initSecContext(new byte[0], 0, 0);
      } finally {
        context.dispose();
      }
      return failure;
    } catch (GSSException e) {
      return e;
    }
  }

  /// The ticket of the user.
  static KerberosTicket ticket() throws GSSException {
    assert BlockingCheck.isAllowed();
    GSSCredential credential =
        GSSManager.getInstance()
            .createCredential(
                null,
                GSSCredential.DEFAULT_LIFETIME,
                new Oid(KERBEROS),
                GSSCredential.INITIATE_ONLY);
    try {
      return new KerberosTicket(
          credential.getName().toString(),
          Instant.now().plusSeconds(credential.getRemainingLifetime()));
    } finally {
      credential.dispose();
    }
  }

  /// Login of the JDK's own code: by the ticket cache alone, without a question to the terminal.
  private static final class TicketCacheLogin extends Configuration {
    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
      return new AppConfigurationEntry[] {
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
            Map.of("useTicketCache", "true", "doNotPrompt", "true", "refreshKrb5Config", "true"))
      };
    }
  }
}
