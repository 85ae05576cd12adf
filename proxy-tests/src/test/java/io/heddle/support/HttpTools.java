package io.heddle.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Programs that fetch a URL through an HTTP proxy, and what each of them shows its user.
///
/// URLs of the host `password.test` go through a proxy with a wrong password, others through an open
/// one. Closing it ends those that it
/// keeps running.
public final class HttpTools implements AutoCloseable {
  private static final String PIP =
      """
      import os, sys
      from pip._internal.cli.main import main
      os.dup2(1, 2)
      for line in sys.stdin:
          print("BEGIN", line, end="")
          main(line.split())
          print("END")
      """;

  private final Path folder;
  private final String open;
  private final String closed;
  private Optional<Browser> browser = Optional.empty();
  private Optional<RunningProgram> java = Optional.empty();
  private Optional<RunningProgram> pip = Optional.empty();

  /// @param folder folder for files of the programs
  /// @param open address of a proxy without users
  /// @param closed address of a proxy with users
  public HttpTools(Path folder, String open, String closed) {
    this.folder = folder;
    this.open = open;
    this.closed = closed;
    TestFiles.write(folder.resolve("go.mod"), "module cloth.test\n\ngo 1.20\n");
  }

  private String proxy(String url) {
    return isClosed(url) ? "http://alice:wrong@" + closed : "http://" + open;
  }

  private static boolean isClosed(String url) {
    return URI.create(url).getHost().equals("password.test");
  }

  /// All that a program shows for a URL that ends with `/`.
  public String shown(String tool, String url) {
    return switch (tool) {
      case "curl" -> output(program("curl", url).with("--silent", "--show-error", url));
      case "wget" ->
          output(program("wget", url).with("--no-config", "--tries=1", "--output-document=-", url));
      case "pip index" -> pip(url, "--retries 1 --index-url " + url + " cloth");
      case "pip file" -> pip(url, "--retries 0 " + url + "cloth-1.0-py3-none-any.whl");
      case "npm" ->
          output(
              program("npm", url)
                  .with("view", "cloth", "--registry", url, "--fetch-retries", 0)
                  .with("--cache", folder.resolve("npm"), "--no-update-notifier"));
      case "git" -> output(program("git", url).with("ls-remote", url + "cloth.git"));
      case "go" -> output(program("go", url).with("list", "-m", "cloth.test/x@v1.0.0"));
      case "Chromium" -> chromium(url);
      default -> java(tool, url);
    };
  }

  private Program program(String name, String url) {
    return Program.installed(name)
        .environment("http_proxy", proxy(url))
        .environment("https_proxy", proxy(url))
        .environment("LC_ALL", "C.UTF-8")
        .environment("HOME", folder)
        .environment("GIT_CONFIG_NOSYSTEM", 1)
        .environment("GIT_TERMINAL_PROMPT", 0)
        .environment("GOPROXY", url)
        .environment("GOFLAGS", "-modcacherw")
        .environment("GOSUMDB", "off")
        .environment("GOTOOLCHAIN", "local")
        .in(folder);
  }

  /// Runs pip in one process for all URLs, since its start takes longer than all else.
  private synchronized String pip(String url, String arguments) {
    RunningProgram running =
        pip.orElseGet(() -> program("python3", url).with("-uc", PIP).interactive().start());
    pip = Optional.of(running);
    return answer(
        running,
        "--isolated download --no-deps --no-cache-dir --disable-pip-version-check --proxy "
            + proxy(url)
            + " --trusted-host "
            + URI.create(url).getHost()
            + " "
            + arguments);
  }

  /// Asks a program that prints `BEGIN`, the line that it has read, what it has to say, and `END`.
  private static String answer(RunningProgram program, String line) {
    program.types(line + "\n");
    return program
        .prints(Pattern.compile("(?s)BEGIN " + Pattern.quote(line) + "\\R(.*?)END\\R"))
        .group(1);
  }

  private static String output(Program program) {
    ProgramOutput output = program.run();
    return output.out() + output.err() + "exit code " + output.exitCode();
  }

  private synchronized String chromium(String url) {
    String script =
        "function FindProxyForURL(u,h){return h=='password.test'?'PROXY %s':'PROXY %s'}"
            .formatted(closed, open);
    Browser running =
        browser.orElseGet(() ->
            Browser.start(
                TestFiles.folder(folder.resolve("chromium")),
                "--proxy-pac-url=data:application/x-ns-proxy-autoconfig," + script));
    browser = Optional.of(running);
    // What the page before shows would be taken for the answer.
    running
        .opens("about:blank")
        .shows("location.href + document.readyState", "about:blankcomplete");
    running.opens(url).shows("location.href != 'about:blank' && document.readyState", "complete");
    return running.reads("");
  }

  private synchronized String java(String client, String url) {
    RunningProgram running = java.orElseGet(JavaFetch::start);
    java = Optional.of(running);
    return answer(running, client + " " + (isClosed(url) ? closed : open) + " " + url);
  }

  @Override
  public synchronized void close() {
    browser.ifPresent(Browser::close);
    java.ifPresent(RunningProgram::close);
    pip.ifPresent(RunningProgram::close);
  }
}
