package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The options of the JVM that choose between implementations.
@Tag("real-client")
class JvmOptionTest {
  static Stream<String> choices() {
    Stream<String> schedulers =
        System.getProperty("os.name").equals("Linux")
            ? Stream.of("epoll", "jdk")
            : Stream.of("jdk");
    return Stream.concat(
        schedulers.map(choice -> "-Dheddle.scheduler=" + choice),
        Stream.of("auto", "always", "never").map(choice -> "-Dheddle.splice=" + choice));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void theProxyServesByAnyChoice(String option) {
    try (HeddleImage proxy =
            HeddleImage.starting(
                HeddleImage.program()
                    .environment("HEDDLE_JAVA_OPTS", option)
                    .with("run", "--listen", "127.0.0.1:0"));
        Origin origin = Origin.start();
        Peer client = proxy.client()) {
      client.sendsText("CONNECT localhost:" + origin.address().port() + " HTTP/1.1\r\n\r\n");
      try (Peer server = origin.accept()) {
        client.receivesHead();
        server.sendsText("hello").ends();
        client.receivesText("hello").receivesEnd().ends();
      }
      proxy.stop().succeeds();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-Dheddle.scheduler=fibers, must be epoll or jdk",
    "-Dheddle.splice=maybe, must be auto or always or never"
  })
  void anUnknownChoiceIsRefused(String option, String why) {
    HeddleImage.program()
        .environment("HEDDLE_JAVA_OPTS", option)
        .with("run", "--listen", "127.0.0.1:0")
        .run()
        .exits(2)
        .complains("heddle: " + option + ": " + why);
  }
}
