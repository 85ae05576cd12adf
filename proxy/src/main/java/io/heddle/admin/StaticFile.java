package io.heddle.admin;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// File of the status page, a resource in the package of this class.
record StaticFile(String name, String type) implements AdminHandler {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  public AdminResponse handle(AdminRequest request) {
    return AdminResponse.of(200, type, text())
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer")
        .with("Cross-Origin-Opener-Policy", "same-origin");
  }

  private String text() {
    assert BlockingCheck.isAllowed();
    try (InputStream file = StaticFile.class.getResourceAsStream("page/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
