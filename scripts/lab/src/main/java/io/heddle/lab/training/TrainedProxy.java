package io.heddle.lab.training;

import io.heddle.lab.proxy.PortFinder;
import io.heddle.lab.proxy.TemporaryFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Proxy under training. The caller closes it, which kills a process that [#stop] did not end.
final class TrainedProxy implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  /// Long, since the JVM writes the cache before it exits.
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(3);

  private static final Pattern LISTENING =
      Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)\\b.*");

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private TrainedProxy(Process process) {
    this.process = process;
  }

  /// Starts the image such that its JVM records what it does.
  ///
  /// @param cache file that the JVM writes when it stops
  static TrainedProxy start(Path image, Path cache) throws IOException {
    Path config = Files.createTempFile("train", ".yaml");
    config.toFile().deleteOnExit();
    Files.writeString(config, config(PortFinder.freePort(), TemporaryFiles.create(list())));
    ProcessBuilder builder =
        new ProcessBuilder(
            image.toAbsolutePath().resolve("bin/heddle").toString(),
            "run",
            "--config",
            config.toString());
    // Its folder may have a blank in its name, which would separate two options.
    builder.directory(cache.toAbsolutePath().getParent().toFile());
    builder.environment().put("HEDDLE_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache.getFileName());
    TrainedProxy proxy = new TrainedProxy(builder.redirectErrorStream(true).start());
    Runtime.getRuntime().addShutdownHook(new Thread(proxy::close));
    Thread.ofVirtual().start(proxy::readOutput);
    return proxy;
  }

  /// A configuration with a little of everything, so that reading one is trained, too.
  private static String config(int port, String list) {
    return """
    inbounds:
      - {listen: "127.0.0.1:%d", protocol: mixed, udp: true}
    outbounds:
      corp: {url: "http://me:secret@127.0.0.1:9"}
      tunnel: {url: "socks5://127.0.0.1:9"}
      either: {first-available: [corp, tunnel]}
    lists: {blocked: {file: "%s"}}
    rules:
      - {domains: [corp.invalid, "=www.invalid"], to: corp}
      - {cidrs: [10.0.0.0/8, "fd00::/8"], ports: [22, 8000-9000], to: tunnel}
      - {domains: [ads.invalid, ads.example], to: block}
      - {domains: [corp.example], ports: [22, 443], to: corp}
      - {cidrs: [192.168.0.0/16], ports: [22, 443], to: corp}
      - {lists: [blocked], to: block}
    default: direct
    timeouts: {connect: 10s}
    log: {level: info, access: true}
    """
        .formatted(port, list);
  }

  /// A list as long as it takes for its parser to be compiled.
  private static String list() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("0.0.0.0 host").append(i).append(".invalid\nhost").append(i).append(".invalid\n");
    }
    return text.toString();
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.matches()) {
          port.complete(Integer.valueOf(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      output.add(e.toString());
    }
    port.completeExceptionally(new IOException("the proxy ended before it listened"));
  }

  /// Waits until the proxy listens.
  InetSocketAddress address() throws Exception {
    int listening = port.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), listening);
  }

  /// Sends SIGTERM, and waits for the exit that follows.
  void stop() throws IOException, InterruptedException, TimeoutException {
    // Not process.destroy(), which also closes the pipe to which the JVM is still going to write.
    process.toHandle().destroy();
    if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new TimeoutException("the proxy still runs %s after SIGTERM".formatted(STOP_TIMEOUT));
    }
    if (process.exitValue() != 0) {
      throw new IOException("the proxy exited with status " + process.exitValue());
    }
  }

  void printOutput() {
    synchronized (output) {
      output.forEach(line -> System.err.println("heddle: " + line));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
