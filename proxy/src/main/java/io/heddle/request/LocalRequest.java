package io.heddle.request;

import io.heddle.request.ProxyRequest.Client;

/// Request that the proxy answers itself.
///
/// @param method of HTTP; `CONNECT` for a tunnel whose request was not understood
/// @param target host and port; empty if the request names none
/// @param path without a query
/// @param text the request as the log has it, without a query
public record LocalRequest(Client client, String method, String target, String path, String text) {}
