package io.heddle.net.scheduler;

import io.heddle.net.JvmOption;
import java.io.IOException;

/// Choice of the program's scheduler: `-Dheddle.scheduler=epoll` or `jdk`.
enum SchedulerChoice {
  EPOLL,
  JDK;

  private static final String OPTION = "heddle.scheduler";

  /// The choice of the option; without it epoll, where the system has it.
  ///
  /// @throws IOException if the option names no scheduler, or one that cannot run here
  static SchedulerChoice read() throws IOException {
    SchedulerChoice available = EpollScheduler.isAvailable() ? EPOLL : JDK;
    SchedulerChoice choice = JvmOption.read(OPTION, SchedulerChoice.class).orElse(available);
    if (choice == EPOLL && available == JDK) {
      throw new IOException("-D" + OPTION + "=epoll: not on this system, or not in this JDK");
    }
    return choice;
  }
}
