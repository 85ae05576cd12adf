package io.heddle.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Headless Chromium, controlled by the DevTools protocol. Closing it kills the process.
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/");
  private static final long PATIENCE_SECONDS = 20;

  private final RunningProgram process;
  private final HttpClient client;
  private final WebSocket socket;
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private int lastId;

  /// Starts a browser that uses no proxy.
  public static Browser start(Path profile) {
    return start(profile, "--no-proxy-server");
  }

  /// Starts a browser with an option that says which proxy it uses.
  public static Browser start(Path profile, String proxy) {
    RunningProgram process =
        Program.installed("chromium")
            .with("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
            .with("--no-first-run", "--disable-background-networking", "--disable-sync")
            .with("--disable-component-update", "--disable-extensions", proxy)
            .with("--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
            .environment("HOME", profile)
            .start();
    try {
      return new Browser(process);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw new AssertionError("no browser", e);
    }
  }

  private Browser(RunningProgram process) throws IOException, InterruptedException {
    this.process = process;
    String address = process.complains(LISTENING).group(1);
    client = HttpClient.newHttpClient();
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page(address)), new Collector(messages))
            .join();
  }

  /// WebSocket URL of the only page.
  private String page(String address) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/list")).build();
    for (JsonNode target : JSON.readTree(client.send(request, BodyHandlers.ofString()).body())) {
      if (target.path("type").asText().equals("page")) {
        return target.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new AssertionError("no page");
  }

  /// Collector of messages from their fragments.
  private static final class Collector implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> messages;
    private final StringBuilder part = new StringBuilder();

    Collector(LinkedBlockingQueue<String> messages) {
      this.messages = messages;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        messages.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private JsonNode command(String method, ObjectNode parameters) {
    int id = ++lastId;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    try {
      while (true) {
        String text = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
          throw new AssertionError("no answer to " + method);
        }
        JsonNode answer = JSON.readTree(text);
        if (answer.path("id").asInt() == id) {
          return answer.path("result");
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode parameters() {
    return JSON.createObjectNode();
  }

  /// Opens a page.
  public Browser opens(String url) {
    command("Page.navigate", parameters().put("url", url));
    return this;
  }

  /// Sets the size of the window, and the colour scheme: `light` or `dark`.
  public Browser looksLike(int width, int height, String scheme) {
    command(
        "Emulation.setDeviceMetricsOverride",
        parameters()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = parameters();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    command("Emulation.setEmulatedMedia", media);
    return this;
  }

  /// Value of a JavaScript expression as text.
  public String value(String expression) {
    JsonNode answer =
        command(
            "Runtime.evaluate",
            parameters()
                .put("expression", "String(" + expression + ")")
                .put("returnByValue", true));
    return answer.path("result").path("value").asText();
  }

  /// Waits until an expression has this value.
  public Browser shows(String expression, String value) {
    Await.until(expression + " is " + value, () -> value(expression).equals(value));
    return this;
  }

  /// Waits until the page contains this text, and returns the text of the page.
  public String reads(String text) {
    Await.until("the page says " + text, () -> text().contains(text));
    return text();
  }

  private String text() {
    return value("document.body.innerText");
  }

  /// Presses the button with this name.
  public Browser presses(String label) {
    String script = "document.querySelector('button[aria-label=\"%s\"]').click()".formatted(label);
    value(script);
    return this;
  }

  /// Saves a screenshot as PNG.
  public Browser pictures(Path file) {
    String data = command("Page.captureScreenshot", parameters()).path("data").asText();
    try {
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
    process.close();
  }
}
