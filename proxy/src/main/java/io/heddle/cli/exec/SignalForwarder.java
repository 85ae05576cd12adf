package io.heddle.cli.exec;

import io.heddle.app.Terminal;
import io.heddle.jdk.ProcessSignal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Gives signals to another process, whose matter they are, instead of ending this one.
final class SignalForwarder {
  private static final List<String> ALWAYS = List.of("TERM", "HUP");
  private static final String INTERRUPT = "INT";

  /// Signals wait for it.
  private final CompletableFuture<Process> process = new CompletableFuture<>();

  private SignalForwarder() {}

  /// From now on, to a process that is about to start: it may answer with a signal before its
  /// number is known here.
  static SignalForwarder toNext() {
    SignalForwarder signals = new SignalForwarder();
    ALWAYS.forEach(signal -> ProcessSignal.handle(signal, () -> signals.pass(signal)));
    // A terminal sends Ctrl-C to all its programs. A second one makes some give up their clean end.
    boolean sent = Terminal.isPresent();
    ProcessSignal.handle(INTERRUPT, sent ? () -> {} : () -> signals.pass(INTERRUPT));
    return signals;
  }

  /// This is the one.
  void to(Process started) {
    process.complete(started);
  }

  /// The shell has a `kill` wherever there are signals.
  private void pass(String signal) {
    String pid = Long.toString(process.join().pid());
    try {
      new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", signal, pid).start().waitFor();
    } catch (IOException e) {
      process.join().destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
