package io.heddle.support;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// HTTP handler that runs a CGI program for each request (RFC 3875), to the extent that
/// `git http-backend` needs.
record CgiHandler(List<String> command, Map<String, String> environment) implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    builder.environment().putAll(variables(exchange));
    Process program = builder.start();
    try (exchange) {
      try (OutputStream in = program.getOutputStream()) {
        exchange.getRequestBody().transferTo(in);
      }
      try (InputStream out = new BufferedInputStream(program.getInputStream())) {
        exchange.sendResponseHeaders(readHead(out, exchange.getResponseHeaders()), 0);
        out.transferTo(exchange.getResponseBody());
      }
    } finally {
      program.destroyForcibly();
    }
  }

  private static Map<String, String> variables(HttpExchange exchange) {
    Map<String, String> variables = new HashMap<>();
    variables.put("REQUEST_METHOD", exchange.getRequestMethod());
    variables.put("PATH_INFO", exchange.getRequestURI().getPath());
    variables.put(
        "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
    variables.put("REMOTE_ADDR", "127.0.0.1");
    Headers headers = exchange.getRequestHeaders();
    putIfGiven(variables, "CONTENT_TYPE", headers.getFirst("Content-Type"));
    putIfGiven(variables, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
    putIfGiven(variables, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
    return variables;
  }

  private static void putIfGiven(Map<String, String> variables, String name, String value) {
    Optional.ofNullable(value).ifPresent(given -> variables.put(name, given));
  }

  /// Reads up to the empty line, and returns the status.
  private static int readHead(InputStream out, Headers headers) throws IOException {
    int status = 200;
    for (String line = readLine(out); !line.isEmpty(); line = readLine(out)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (name.equals("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        headers.add(name, value);
      }
    }
    return status;
  }

  private static String readLine(InputStream out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = out.read(); next >= 0 && next != '\n'; next = out.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }
}
