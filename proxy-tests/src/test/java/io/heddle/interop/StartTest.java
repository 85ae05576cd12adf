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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that the start of the image must not do, since it takes long, with a configuration of what
/// people configure.
@Tag("real-client")
class StartTest {
  private static final String CONFIG =
      """
      inbounds: [{listen: "127.0.0.1:0"}]
      outbounds:
        corp: {url: "http://me:secret@127.0.0.1:9"}
      rules:
        - {domains: [ads.example, ads.invalid], to: block}
        - {domains: [corp.example], cidrs: [10.0.0.0/8, "fd00::/8"], ports: [22, 443], to: corp}
      timeouts: {connect: 5s}
      """;

  @TempDir Path folder;

  /// Each such class takes milliseconds. The AOT cache holds those of lambdas that the training run
  /// reaches, but never those of switches over types and of a record's generated `equals` and
  /// `hashCode`: code that the start reaches does without. The classes of direct method handles
  /// (DMH), for functions of the system, are not in the cache either, and remain.
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

  /// TLS makes the JDK load all its security providers.
  @Test
  void noTlsIsSetUp() throws IOException {
    List<String> begun = logged("class+init");
    assertTrue(begun.stream().anyMatch(line -> line.contains("'io/heddle/config/Config'")));
    assertEquals(List.of(), those(begun, line -> line.contains("'sun/security/ssl/")));
  }

  private static List<String> those(List<String> lines, Predicate<String> unwanted) {
    return lines.stream().filter(unwanted).toList();
  }

  /// Lines that the JVM logs until the proxy listens, or a little longer.
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
