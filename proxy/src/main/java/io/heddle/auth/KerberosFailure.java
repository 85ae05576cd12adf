package io.heddle.auth;

import java.util.Locale;
import org.ietf.jgss.GSSException;

/// Sentence about a failure of Kerberos. The libraries tell the causes apart by their texts alone: the
/// codes of the system's library are not stable behind SPNEGO, and the JDK's code has one for all.
final class KerberosFailure {
  private KerberosFailure() {}

  /// One clause.
  ///
  /// @param service that a ticket was wanted for
  static String describe(GSSException failure, String service) {
    String text = text(failure);
    String lower = text.toLowerCase(Locale.ROOT);
    if (failure.getMajor() == GSSException.CREDENTIALS_EXPIRED || lower.contains("expired")) {
      return "the Kerberos ticket has expired: kinit gets a new one";
    }
    if (isAny(
        lower,
        "no kerberos credentials available",
        "no credentials cache",
        "credentials cache file",
        "unable to obtain principal name",
        "matching credential not found")) {
      return "there is no Kerberos ticket: kinit gets one" + cache(text);
    }
    if (isAny(lower, "not found in kerberos database", "server_not_found", "s_principal_unknown")) {
      return "the KDC does not know the service "
          + service
          + ": the key spn sets its Kerberos name";
    }
    if (isAny(lower, "clock skew", "skew too great")) {
      return "the clocks of this machine and of the KDC differ by more than Kerberos allows";
    }
    if (isAny(
        lower,
        "cannot contact any kdc",
        "cannot find kdc",
        "cannot locate kdc",
        "cannot get kdc",
        "connection refused",
        "timed out")) {
      return "no KDC can be reached: " + text;
    }
    return "Kerberos has no token for " + service + ": " + text;
  }

  private static boolean isAny(String text, String... parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static String cache(String text) {
    int start = text.indexOf("(default cache: ");
    return start < 0 ? "" : " " + text.substring(start);
  }

  private static String text(GSSException failure) {
    String minor = String.valueOf(failure.getMinorString());
    return minor.equals("null") || minor.isBlank() ? failure.getMajorString() : minor.strip();
  }
}
