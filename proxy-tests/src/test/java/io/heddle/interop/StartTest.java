package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the way to `listening` does not do, since it takes long: the image as it is built, with a
/// configuration of what people configure.
class StartTest {
  private static final String CONFIG =
      """
      inbounds: [{listen: "127.0.0.1:0"}]
      outbounds:
        corp: {url: "http://me:secret@127.0.0.1:9"}
      rules:
        - {domains: [ads.example], to: block}
        - {domains: [corp.example], cidrs: [10.0.0.0/8], to: corp}
      timeouts: {connect: 5s}
      """;

  @TempDir Path folder;

  /// Each such class takes milliseconds. scripts/Desugar.java writes out what would need them, and
  /// the cache has those of lambdas that scripts/Train.java comes by. It has none for the functions
  /// of the system, which are direct method handles (DMH).
  @Test
  void noClassIsMadeAtRunTime() throws IOException {
    List<String> loaded = logged("class+load");
    assertTrue(loaded.stream().anyMatch(line -> line.contains("io.heddle.config.Config ")));
    assertEquals(
        List.of(),
        those(
            loaded,
            line ->
                line.contains("TypeSwitch")
                    || (line.contains("source: __JVM_LookupDefineClass__")
                        && !line.contains("LambdaForm$DMH/"))));
  }

  /// The JDK looks through its whole security for TLS.
  @Test
  void noTlsIsSetUp() throws IOException {
    List<String> begun = logged("class+init");
    assertTrue(begun.stream().anyMatch(line -> line.contains("'io/heddle/config/Config'")));
    assertEquals(List.of(), those(begun, line -> line.contains("'sun/security/ssl/")));
  }

  private static List<String> those(List<String> lines, Predicate<String> unwanted) {
    return lines.stream().filter(unwanted).toList();
  }

  /// What the JVM says of this until the proxy listens, or a little longer.
  private List<String> logged(String tags) throws IOException {
    Path log = folder.resolve("jvm.log");
    Path config = TestFiles.write(folder.resolve("heddle.yaml"), CONFIG);
    try (HeddleImage heddle =
        HeddleImage.starting(
            HeddleImage.program()
                .with("run", "--config", config)
                .environment("HEDDLE_JAVA_OPTS", "-Xlog:" + tags + "=info:file=" + log))) {
      assertTrue(heddle.port() > 0);
    }
    return Files.readAllLines(log);
  }
}
