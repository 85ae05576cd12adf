package io.heddle.pac;

import io.heddle.address.Endpoint;

/// Arguments of `FindProxyForURL`, as browsers give them.
///
/// @param url of plain HTTP without login and fragment; of everything else, only scheme, host, and a
///     port that is not the default
/// @param host without port, an IPv6 address without brackets
public record PacArguments(String url, String host) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /// Arguments for a tunnel, or for datagrams: `https://host/`. What is sent in it is not known, and
  /// browsers tell a script no more of an `https` URL.
  public static PacArguments ofTunnel(Endpoint target) {
    return new PacArguments(
        "https://" + target.uriAuthority(HTTPS_PORT) + "/", target.host().toString());
  }

  /// Arguments for a request of plain HTTP.
  ///
  /// @param pathAndQuery begins with `/`
  public static PacArguments ofHttp(Endpoint target, String pathAndQuery) {
    return new PacArguments(
        "http://" + target.uriAuthority(HTTP_PORT) + pathAndQuery, target.host().toString());
  }
}
