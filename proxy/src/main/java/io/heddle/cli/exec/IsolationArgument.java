package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.config.file.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/// Options `--isolate` and `--reach`: whether the child process gets a network namespace of its own,
/// and which ports of this machine it may reach there without the proxy.
///
/// @param reach ports of the loopback address
/// @param limited whether the child process may reach other than this process
record IsolationArgument(IsolationMode mode, List<Integer> reach, boolean limited) {
  static final String NAME = "isolate";
  static final String REACH = "reach";

  /// Choice between a namespace and none.
  enum IsolationMode {
    /// Make one, where the system allows it.
    AUTO,
    /// Make one, or fail.
    REQUIRE,
    OFF
  }

  /// Reads the options.
  ///
  /// @param limits names of options that limit what the child process may reach: with one of them, a
  ///     namespace is wanted unless it is turned off
  static IsolationArgument of(CommandLine arguments, List<String> limits) throws AppException {
    List<Integer> reach = new ArrayList<>();
    if (arguments.hasOption(REACH)) {
      for (String port : arguments.getOptionValues(REACH)) {
        reach.add(port(port));
      }
    }
    boolean limited = !reach.isEmpty() || limits.stream().anyMatch(arguments::hasOption);
    String text = arguments.getOptionValue(NAME, limited ? "auto" : "off");
    IsolationMode mode =
        switch (text) {
          case "auto" -> IsolationMode.AUTO;
          case "require" -> IsolationMode.REQUIRE;
          case "off" -> IsolationMode.OFF;
          default ->
              throw AppException.badInput(
                  "--isolate \""
                      + text
                      + "\" is not one of auto, require, off"
                      + DidYouMean.hint(text, List.of("auto", "require", "off")));
        };
    if (mode == IsolationMode.OFF && !reach.isEmpty()) {
      throw AppException.badInput("--reach cannot be combined with --isolate off");
    }
    return new IsolationArgument(mode, List.copyOf(reach), limited);
  }

  private static int port(String text) throws AppException {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw AppException.badInput("--reach \"" + text + "\" is not a port, 1 to 65535");
  }

  /// The way to make the namespace; empty if there shall be none, or can be none. A child process that
  /// may reach what this process may is isolated if this process is.
  ///
  /// @param command the name of the child process
  /// @throws AppException if one is required, and the system refuses
  Optional<NamespaceProgram> namespace(String command) throws AppException {
    boolean isolated = mode != IsolationMode.OFF && SurroundingProxy.isIsolated();
    if (mode == IsolationMode.OFF || (isolated && !limited)) {
      return Optional.empty();
    }
    NamespaceProgram.Search search = NamespaceProgram.find();
    if (search.found().isEmpty()) {
      if (mode == IsolationMode.REQUIRE) {
        throw AppException.failed("--isolate require: " + search.reason());
      }
      System.err.println(
          "heddle: nothing keeps "
              + command
              + (isolated
                  ? " from reaching what the heddle exec around it allows: "
                  : " from going around the proxy: ")
              + search.reason());
    }
    return search.found();
  }
}
