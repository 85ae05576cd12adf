package io.heddle.config.file;

import io.heddle.config.Config;
import io.heddle.config.ListValidator;
import io.heddle.config.OutboundConfig;
import io.heddle.config.ProxyUrl;
import io.heddle.config.Secret;
import io.heddle.config.SecretHeaders;
import io.heddle.config.TlsValidator;
import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/// Detection of secrets in a configuration file that other users of the machine can read. A secret
/// that the file takes from the environment is not in it.
public final class ExposedSecretCheck {
  private ExposedSecretCheck() {}

  /// Warning about the file from which a configuration has been read, if it needs one.
  public static Optional<String> warning(Path file, Config config) {
    try {
      return hasSecrets(config) && isReadableByOthers(file) && containsSecrets(file, config)
          ? Optional.of(
              file
                  + " contains a password and can be read by other users of this machine: chmod 600,"
                  + " or take it from the environment as ${NAME}")
          : Optional.empty();
    } catch (IOException | ConfigException | UnsupportedOperationException e) {
      // It has changed since, or the system has no such permissions.
      return Optional.empty();
    }
  }

  private static boolean hasSecrets(Config config) {
    return config.admin().password().isPresent()
        || config.inbounds().stream().anyMatch(inbound -> !inbound.users().isEmpty())
        || config.outbounds().stream()
            .anyMatch(outbound -> outbound.url().flatMap(ProxyUrl::password).isPresent())
        || hasSecretHeaders(config);
  }

  private static boolean hasSecretHeaders(Config config) {
    return config.outbounds().stream()
        .map(OutboundConfig::headers)
        .flatMap(headers -> headers.entrySet().stream())
        .anyMatch(header -> SecretHeaders.isSecret(header.getKey(), header.getValue()));
  }

  /// By its own permissions, as ssh judges its keys: those of the folders around it change more often.
  /// A pipe cannot be read twice, and nobody else has its content.
  private static boolean isReadableByOthers(Path file) throws IOException {
    assert BlockingCheck.isAllowed();
    return Files.isRegularFile(file)
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
  }

  private static boolean containsSecrets(Path file, Config config)
      throws IOException, ConfigException {
    LiteralSecretFormat secrets = new LiteralSecretFormat();
    ConfigFile.load(file, secrets, TlsValidator.NONE, ListValidator.NONE);
    return secrets.found() || hasSecretHeaders(config);
  }

  /// Format of secrets that notes whether one is written out.
  private static final class LiteralSecretFormat implements ValueFormat<Secret> {
    private final SecretFormat format = new SecretFormat(_ -> Optional.of("value"));
    private boolean found;

    @Override
    public Secret parse(YamlNode.Scalar scalar) {
      found |= !SecretFormat.isFromEnvironment(scalar.text());
      return format.parse(scalar);
    }

    boolean found() {
      return found;
    }

    @Override
    public String print(Secret secret) {
      return format.print(secret);
    }

    @Override
    public JsonSchemaType schemaType() {
      return format.schemaType();
    }
  }
}
