package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.config.Config;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets of a configuration: masked where it is printed, and a warning about a file that others can
/// read.
@Tag("codec")
class SecretsTest {
  private static final String UPSTREAM =
      "outbounds: {up: {url: \"http://proxy.example\", headers: ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Authorization | Bearer x",
        "Cookie | a=b",
        "X-Api-Key | 7",
        "X-Auth-Token | 7",
        "X-Password | 7",
        "x-session-id | 7",
        "X-Client | Basic bWU6cHc=",
        "X-Client | bearer abc",
        "X-Client | 0b1c2d3e4f5a6b7c8d9e",
        "X-Client | {source.host}/9f86d081-884c-4d65",
        "X-Client | id=AKIA1234567890ABCDEF",
      })
  void secretHeadersAreMasked(String name, String value) throws Exception {
    String printed = ConfigPrinter.print(load(header(name, value)));
    assertTrue(printed.contains("\"" + name + "\": \"***\""), printed);
    assertFalse(printed.contains("\"" + value + "\""), printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-From | {source.host}",
        "X-To | {target}",
        "X-Site | building 7",
        "User-Agent | heddle/0.1",
      })
  void otherHeadersAreShown(String name, String value) throws Exception {
    String printed = ConfigPrinter.print(load(header(name, value)));
    assertTrue(printed.contains("\"" + name + "\": \"" + value + "\""), printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inbounds: [{listen: 127.0.0.1:0, users: {alice: s3cret}}]",
        "inbounds: [{listen: 127.0.0.1:0, users: {alice: \"${ALICE}x\"}}]",
        "outbounds: {up: {url: \"http://me:pw@proxy.example\"}}",
        "admin: {listen: 127.0.0.1:1, password: look}",
        UPSTREAM + "{Authorization: Bearer x}}}",
      })
  void aSecretInAFileThatOthersCanReadIsTold(String yaml) throws Exception {
    assertEquals(Optional.empty(), warning(yaml, "rw-r-----"));
    assertEquals(
        Optional.of(
            file()
                + " contains a password and can be read by other users of this machine: chmod 600,"
                + " or take it from the environment as ${NAME}"),
        warning(yaml, "rw-r--r--"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default: direct",
        "inbounds: [{listen: 127.0.0.1:0, users: {alice: \"${ALICE}\"}}]",
        "outbounds: {up: {url: \"http://me:${PW}@proxy.example\"}}",
        "admin: {listen: 127.0.0.1:1, password: \"${A}${B}\"}",
        UPSTREAM + "{X-From: \"{source.host}\"}}}",
      })
  void aFileWithoutSecretsMayBeReadByAnyone(String yaml) throws Exception {
    assertEquals(Optional.empty(), warning(yaml, "rw-r--r--"));
  }

  @Test
  void aFileThatIsGoneNeedsNoWarning() throws Exception {
    Config config = load("admin: {listen: 127.0.0.1:1, password: look}");
    assertEquals(Optional.empty(), ExposedSecretCheck.warning(folder.resolve("gone"), config));
  }

  private static String header(String name, String value) {
    return UPSTREAM + "{" + name + ": \"" + value + "\"}}}";
  }

  private Path file() {
    return folder.resolve("heddle.yaml");
  }

  private Config load(String yaml) throws Exception {
    return ConfigFile.load(TestFiles.write(file(), yaml), _ -> Optional.of("value"));
  }

  private Optional<String> warning(String yaml, String permissions) throws Exception {
    Config config = load(yaml);
    TestFiles.permit(file(), permissions);
    return ExposedSecretCheck.warning(file(), config);
  }
}
