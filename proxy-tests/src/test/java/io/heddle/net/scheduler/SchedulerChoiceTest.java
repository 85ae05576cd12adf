package io.heddle.net.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class SchedulerChoiceTest {
  private static final String OPTION = "heddle.scheduler";

  private String before = "";

  @BeforeEach
  void keep() {
    before = System.getProperty(OPTION, "");
  }

  @AfterEach
  void restore() {
    if (before.isEmpty()) {
      System.clearProperty(OPTION);
    } else {
      System.setProperty(OPTION, before);
    }
  }

  @Test
  void isEpollWhereTheSystemHasIt() throws IOException {
    System.clearProperty(OPTION);
    SchedulerChoice best =
        EpollScheduler.isAvailable() ? SchedulerChoice.EPOLL : SchedulerChoice.JDK;
    assertEquals(best, SchedulerChoice.read());
  }

  @Test
  void isThatOfTheOption() throws IOException {
    System.setProperty(OPTION, "jdk");
    assertEquals(SchedulerChoice.JDK, SchedulerChoice.read());
  }

  @Test
  void refusesOthers() {
    System.setProperty(OPTION, "fibers");
    assertEquals(
        "-Dheddle.scheduler=fibers: must be epoll or jdk",
        assertThrows(IOException.class, SchedulerChoice::read).getMessage());
  }
}
