package io.heddle.http1;

import io.heddle.http1.HttpFields.HttpField;
import java.util.List;

/// Authentication schemes that authenticate a connection instead of a request (RFC 4559 §6, NTLM),
/// contrary to the rules of HTTP. A connection that a client has authenticated in such a scheme must
/// not carry requests of others.
public final class ConnectionAuthentication {
  private static final List<String> SCHEMES = List.of("NTLM", "Negotiate");

  private ConnectionAuthentication() {}

  /// Whether a request and its response use such a scheme.
  public static boolean isUsedBy(RequestHead request, ResponseHead response) {
    return mentions(request.fields(), "Authorization")
        || mentions(response.fields(), "WWW-Authenticate");
  }

  private static boolean mentions(HttpFields fields, String name) {
    for (HttpField line : fields.lines()) {
      if (line.hasName(name) && isConnectionScheme(line.value())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConnectionScheme(String value) {
    for (String scheme : SCHEMES) {
      int end = scheme.length();
      if (value.regionMatches(true, 0, scheme, 0, end)
          && (value.length() == end || !Character.isLetterOrDigit(value.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
