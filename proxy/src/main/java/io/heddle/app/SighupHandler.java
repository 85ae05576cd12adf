package io.heddle.app;

import jdk.internal.misc.Signal;

/// Handler of SIGHUP, which has two meanings: it asks a service to read its configuration again, and
/// it tells a program that its terminal is gone.
///
/// The JDK's internal `jdk.internal.misc.Signal` is used because the supported `sun.misc.Signal`
/// cannot be compiled without a warning.
public final class SighupHandler {
  private SighupHandler() {}

  /// Runs `reload` on each SIGHUP from now on. If this program had a terminal and has lost it, the
  /// signal ends the program instead.
  public static void install(Runnable reload) {
    boolean hadTerminal = Terminal.isPresent();
    try {
      Signal.handle(
          new Signal("HUP"),
          _ -> {
            if (hadTerminal && !Terminal.isPresent()) {
              System.exit(ExitCode.OK.number());
            } else {
              Thread.ofVirtual().name("sighup").start(reload);
            }
          });
    } catch (IllegalArgumentException e) {
      // This system has no such signal, or the JVM was told to leave it alone.
    }
  }
}
