package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Links that `heddle page` prints and opens: those of this machine alone.
@Tag("component")
class PageLinkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:40001/?key=00ff",
        "http://[::1]:8080/",
        "http://localhost:1/?key=a"
      })
  void aLinkToThisMachineIsOpened(String link) throws AppException {
    assertEquals(link, PageCommand.checked(link));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://evil.example/?collect",
        "http://127.0.0.1:80@evil.example/",
        "http://127.0.0.1.evil.example:80/",
        "http://127.0.0.1/",
        "http://localhost:80\\@evil.example/",
        "https://127.0.0.1:80/",
        "file:///etc/passwd",
        "--help",
        "http://127.0.0.1:80/\033]0;title\007",
        "http://127.0.0.1:80/ http://evil.example/",
        "http://127.0.0.1:80/\nx"
      })
  void allElseIsRefused(String link) {
    AppException failure = assertThrows(AppException.class, () -> PageCommand.checked(link));
    assertEquals(ExitCode.FAILED, failure.exitCode());
    assertEquals(
        "heddle: the proxy answers with something else than a link to this machine",
        failure.getMessage());
  }
}
