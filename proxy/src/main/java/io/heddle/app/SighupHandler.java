package io.heddle.app;

import io.heddle.jdk.ProcessSignal;

/// SIGHUP, which has two meanings: a service is to read its configuration again; a program in a
/// terminal is to end, since its terminal is gone.
public final class SighupHandler {
  private SighupHandler() {}

  /// Runs `reload` on SIGHUP, unless this program had a terminal and has lost it: that ends it.
  public static void means(Runnable reload) {
    boolean inTerminal = Terminal.isThere();
    ProcessSignal.handle(
        "HUP",
        () -> {
          // Once a terminal hangs up, those who ran in it cannot open it any more.
          if (inTerminal && !Terminal.isThere()) {
            System.exit(ExitCode.OK.number());
          } else {
            Thread.ofVirtual().name("hang-up").start(reload);
          }
        });
  }
}
