import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that proxies are told to read, gone when this program ends.
final class Scratch {
  private Scratch() {}

  /// A file with that text; its name.
  static String file(String text) throws IOException {
    Path file = Files.createTempFile("peer", ".conf");
    file.toFile().deleteOnExit();
    return Files.writeString(file, text).toString();
  }

  /// A folder with a certificate for 127.0.0.1, `cert.pem`, its key, `key.pem`, and both in one,
  /// `both.pem`.
  static Path certificate() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench");
    List<String> command =
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=bench",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            folder + "/key.pem",
            "-out",
            folder + "/cert.pem");
    // Deleted in the opposite order.
    folder.toFile().deleteOnExit();
    for (String name : List.of("key.pem", "cert.pem", "both.pem")) {
      folder.resolve(name).toFile().deleteOnExit();
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException("openssl made no certificate");
    }
    Files.writeString(
        folder.resolve("both.pem"),
        Files.readString(folder.resolve("cert.pem")) + Files.readString(folder.resolve("key.pem")));
    return folder;
  }
}
