package io.heddle.cli.exec;

import io.heddle.app.Terminal;
import io.heddle.jdk.ProcessSignal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Forwarder of signals to the child process. The signals do not end this process: it ends when the
/// child process does.
final class SignalForwarder {
  private static final List<String> ALWAYS = List.of("TERM", "HUP");
  private static final String INTERRUPT = "INT";

  /// The child process. Signals wait until it is known.
  private final CompletableFuture<ProcessHandle> child = new CompletableFuture<>();

  private SignalForwarder() {}

  /// Catches signals from now on, for a child process that is about to start: it may send one itself
  /// before its process id is known here.
  static SignalForwarder install() {
    SignalForwarder forwarder = new SignalForwarder();
    ALWAYS.forEach(signal -> ProcessSignal.handle(signal, () -> forwarder.forward(signal)));
    // A terminal sends Ctrl-C to all its programs. Some give up their clean end on a second one.
    boolean sentByTerminal = Terminal.isPresent();
    ProcessSignal.handle(INTERRUPT, sentByTerminal ? () -> {} : () -> forwarder.forward(INTERRUPT));
    return forwarder;
  }

  /// Forwards the signals, also those caught before, to a child process.
  void forwardTo(ProcessHandle started) {
    child.complete(started);
  }

  /// Sends a signal by the `kill` of the shell, which exists wherever there are signals.
  private void forward(String signal) {
    String pid = Long.toString(child.join().pid());
    try {
      new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, pid).start().waitFor();
    } catch (IOException e) {
      child.join().destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
