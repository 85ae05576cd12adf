package io.heddle.lab.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that proxies read. They are deleted when this program ends.
public final class TemporaryFiles {
  private TemporaryFiles() {}

  /// Name of a new file with that text.
  public static String create(String text) throws IOException {
    Path file = Files.createTempFile("proxy", ".conf");
    file.toFile().deleteOnExit();
    return Files.writeString(file, text).toString();
  }

  /// New folder with a certificate for 127.0.0.1, `cert.pem`, its key, `key.pem`, and both in one
  /// file, `both.pem`.
  public static Path certificate() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("certificate");
    // Files are deleted in the opposite order.
    folder.toFile().deleteOnExit();
    for (String name : List.of("key.pem", "cert.pem", "both.pem")) {
      folder.resolve(name).toFile().deleteOnExit();
    }
    List<String> command =
        List.of(
            ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
                    + " -subj /CN=bench -addext subjectAltName=IP:127.0.0.1"
                    + " -keyout key.pem -out cert.pem")
                .split(" ", -1));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("openssl made no certificate");
    }
    Files.writeString(
        folder.resolve("both.pem"),
        Files.readString(folder.resolve("cert.pem")) + Files.readString(folder.resolve("key.pem")));
    return folder;
  }
}
