package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/// Properties of reading: any text is a configuration, or has mistakes with their positions. No other
/// exception ends a command, or a reload of a running proxy.
@Tag("codec")
class ConfigFileProperties {

  @Property
  void anyTextIsAConfigurationOrHasMistakes(@ForAll("texts") String text) throws IOException {
    Path file = Files.createTempFile("any", ".yaml");
    try {
      ConfigFile.load(Files.writeString(file, text), _ -> Optional.of("value"));
    } catch (ConfigException e) {
      assertTrue(
          e.getMessage().lines().allMatch(line -> line.matches(".*\\.yaml:\\d+:\\d+: \\S.*")),
          e::getMessage);
    } finally {
      Files.delete(file);
    }
  }

  /// What a configuration is made of, in any order.
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            ("inbounds: listen: users: outbounds: url: rules: domains: to: default: log: \n \n \n- "
                    + "? : , [ ] { } & * ! !!str !<x> | > ' \" % @ ` # --- ... << ~ ${A} ${ \\ 0x1F 017"
                    + " 1_0 .inf on 127.0.0.1:1080 http://a:b@c:1 direct a \u00fc \ud83d\ude00 \t \r \u0085")
                .split("(?<=\\n)| "))
        .list()
        .ofMaxSize(30)
        .map(words -> String.join("", words))
        .flatMap(text -> Arbitraries.of(text, text.replace(":", ": ")));
  }
}
