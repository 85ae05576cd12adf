package io.heddle.cli;

import io.heddle.config.file.DidYouMean;
import io.heddle.jdk.BlockingCheck;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Advice for a first argument that is no command: the words of other programs, and what to type
/// here instead.
///
/// To accept them as further names of the commands was rejected: each command has one name, by which
/// its help and other people's notes are found.
///
/// @param word first argument
/// @param further the arguments after it
record CommandGuess(String word, List<String> further) {
  private static final String RUN = "; to start the proxy, write heddle run";
  private static final String CHECK = "; to check a configuration, write heddle check FILE";

  /// The advice after the complaint about the word; empty if nothing fits.
  String advice() {
    return switch (word) {
      case "start", "serve", "server", "up", "proxy", "daemon" -> RUN;
      case "stop", "quit", "kill", "shutdown", "down" ->
          "; to stop the proxy, press Ctrl-C where it runs, or write kill PID with the pid that heddle"
              + " status prints";
      case "restart" ->
          "; to apply a changed configuration, write heddle reload; a restart is the end of heddle"
              + " run and another heddle run";
      case "log", "logs", "follow" -> "; to see each request when it ends, write heddle tail";
      case "config", "configure", "conf", "validate", "verify", "test", "lint" -> CHECK;
      case "ps", "list", "ls", "connections", "top", "info" ->
          "; to see the running proxy and its connections, write heddle status";
      case "set", "export", "shell" -> "; to point a shell at the proxy, write heddle env";
      case "ui", "web", "dashboard", "admin" -> "; to open the status page, write heddle page";
      case "trace", "why", "resolve" ->
          "; to see the path of a request, write heddle explain TARGET";
      case "--config", "-c", "-f" -> "; write heddle run --config " + operand("FILE");
      case "--listen", "--port", "-p", "-l" -> listen(operand("PORT"));
      case "--admin", "--via" -> "; write heddle run " + word + " " + operand("VALUE");
      default -> byShape();
    };
  }

  private String byShape() {
    if (word.endsWith(".yaml") || word.endsWith(".yml")) {
      return "; write heddle run --config " + word;
    }
    if (isPort(word)) {
      return listen(word);
    }
    if (word.startsWith("-")) {
      return DidYouMean.hint(word, List.of("--help", "--version"));
    }
    String near = DidYouMean.hint(word, HeddleCommands.NAMES);
    return near.isEmpty() && isProgram() ? "; to run it through the proxy, write " + exec() : near;
  }

  private String operand(String placeholder) {
    return further.isEmpty() ? placeholder : further.getFirst();
  }

  private static String listen(String value) {
    return "; write heddle run --listen " + (isPort(value) ? "127.0.0.1:" : "") + value;
  }

  private static boolean isPort(String text) {
    return text.equals("PORT") || (!text.isEmpty() && text.chars().allMatch(Character::isDigit));
  }

  private String exec() {
    return "heddle exec -- " + word + (further.isEmpty() ? "" : " " + String.join(" ", further));
  }

  /// Whether the word is a program that a shell would find.
  private boolean isProgram() {
    assert BlockingCheck.isAllowed();
    String path = System.getenv().getOrDefault("PATH", "");
    return !word.isEmpty()
        && word.indexOf('/') < 0
        && word.indexOf('\0') < 0
        && Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(path)
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, word)));
  }
}
