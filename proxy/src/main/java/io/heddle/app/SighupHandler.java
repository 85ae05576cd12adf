package io.heddle.app;

import io.heddle.jdk.ProcessSignal;

/// Handler of SIGHUP, which has two meanings: it asks a service to read its configuration again, and
/// it tells a program that its terminal is gone.
public final class SighupHandler {
  private SighupHandler() {}

  /// Runs `reload` on each SIGHUP from now on. If this program had a terminal and has lost it, the
  /// signal ends the program instead.
  public static void install(Runnable reload) {
    boolean hadTerminal = Terminal.isPresent();
    ProcessSignal.handle(
        "HUP",
        () -> {
          if (hadTerminal && !Terminal.isPresent()) {
            System.exit(ExitCode.OK.number());
          } else {
            Thread.ofPlatform().daemon().name("sighup").start(reload);
          }
        });
  }
}
