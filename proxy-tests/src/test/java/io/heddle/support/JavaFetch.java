package io.heddle.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Program that fetches URLs by the HTTP clients of the JDK. For each line `CLIENT PROXY URL` of its
/// input it prints the line, and the body or the exception.
public final class JavaFetch {
  /// Login that has one password, and no other when that is refused.
  private static final class OneLogin extends Authenticator {
    private boolean asked;

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      boolean again = asked;
      asked = true;
      return again ? null : new PasswordAuthentication("alice", "wrong".toCharArray());
    }
  }

  private JavaFetch() {}

  /// Starts the program.
  static RunningProgram start() {
    return Program.at(Path.of(System.getProperty("java.home"), "bin", "java"))
        .with("-XX:TieredStopAtLevel=1", "-Djdk.http.auth.tunneling.disabledSchemes=")
        .with("-cp", System.getProperty("java.class.path"), JavaFetch.class.getName())
        .interactive()
        .start();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 3);
      System.out.println("BEGIN " + line);
      System.out.println(shown(words[0], words[1], words[2]));
      System.out.println("END");
    }
  }

  private static String shown(String client, String proxy, String url) throws InterruptedException {
    URI at = URI.create("http://" + proxy);
    InetSocketAddress address = new InetSocketAddress(at.getHost(), at.getPort());
    try {
      return client.equals("HttpClient")
          ? byHttpClient(address, URI.create(url)).strip()
          : byUrlConnection(address, URI.create(url)).strip();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String byHttpClient(InetSocketAddress proxy, URI url)
      throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(proxy))
            .authenticator(new OneLogin())
            .build()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
  }

  private static String byUrlConnection(InetSocketAddress proxy, URI url) throws IOException {
    var connection =
        (HttpURLConnection) url.toURL().openConnection(new Proxy(Proxy.Type.HTTP, proxy));
    connection.setAuthenticator(new OneLogin());
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
