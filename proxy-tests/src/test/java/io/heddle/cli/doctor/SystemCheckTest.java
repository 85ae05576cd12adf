package io.heddle.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.config.file.ConfigFile;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks of the system.
@Tag("component")
class SystemCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{url: 'http://p:1', auth: negotiate}                           | PATH       | true",
        "{url: 'http://me:x@p:1', auth: [ntlm, negotiate]}              | PATH       | true",
        "{pac: 'http://p/', auth: negotiate, auth-hosts: [corp.example]} | PATH       | true",
        "{url: 'http://me:x@p:1'}                                       | PATH       | false",
        "{url: 'http://p:1'}                                            | KRB5CCNAME | true",
      },
      quoteCharacter = '`')
  void aTicketIsWantedWhereSomethingNeedsOne(
      String outbound, String variable, boolean wanted, @TempDir Path folder) throws Exception {
    Path file = TestFiles.write(folder.resolve("heddle.yaml"), "outbounds: {up: " + outbound + "}");
    assertEquals(
        wanted,
        SystemCheck.wantsTicket(
            ConfigFile.load(file, _ -> Optional.empty()), Map.of(variable, "x")));
  }
}
