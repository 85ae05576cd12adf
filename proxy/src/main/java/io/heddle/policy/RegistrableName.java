package io.heddle.policy;

import java.util.Set;

/// Registrable name of a host: the name that somebody has registered, below which all names are theirs.
///
///     api.github.com         github.com
///     www.shop.co.uk         shop.co.uk
///     me.github.io           me.github.io        anybody may have a name below github.io
///     localhost              localhost
///
/// The last two labels count, except below the second-level names that registries of countries use, and
/// below some names of hosters. The Public Suffix List has thousands more, but the JDK keeps its copy in
/// a form of its own, and a copy here would be old soon. A name that is missing here only makes a group
/// of a learned policy too wide, which a person reads before it is used.
final class RegistrableName {
  /// Labels below the code of a country under which names are registered.
  private static final Set<String> SECOND_LEVEL =
      Set.of(
          "ac", "co", "com", "edu", "gob", "gov", "go", "ltd", "me", "mil", "ne", "net", "or",
          "org", "sch");

  /// Names below which anybody may have a name.
  private static final Set<String> HOSTERS =
      Set.of(
          "amazonaws.com",
          "appspot.com",
          "azureedge.net",
          "azurewebsites.net",
          "cloudfront.net",
          "fastly.net",
          "firebaseapp.com",
          "fly.dev",
          "github.io",
          "githubusercontent.com",
          "gitlab.io",
          "googleapis.com",
          "herokuapp.com",
          "netlify.app",
          "ngrok.io",
          "onrender.com",
          "pages.dev",
          "readthedocs.io",
          "run.app",
          "trycloudflare.com",
          "vercel.app",
          "web.app",
          "windows.net",
          "workers.dev");

  private RegistrableName() {}

  /// The registrable name of a host name.
  static String of(String name) {
    int start = before(name, before(name, name.length()));
    String two = name.substring(start + 1);
    if (HOSTERS.contains(two)) {
      // Mostly of a service, a region and a customer: no two of them are one owner's for sure.
      return name;
    }
    return isSecondLevel(two) ? name.substring(before(name, Math.max(0, start)) + 1) : two;
  }

  /// The last dot before `end`; -1 if there is none.
  private static int before(String name, int end) {
    return end <= 0 ? -1 : name.lastIndexOf('.', end - 1);
  }

  /// Whether two labels are one of a registry and the code of a country.
  private static boolean isSecondLevel(String two) {
    int dot = two.indexOf('.');
    return dot > 0 && two.length() - dot == 3 && SECOND_LEVEL.contains(two.substring(0, dot));
  }
}
