package io.heddle.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Endpoint;
import io.heddle.policy.LearnedTargets;
import io.heddle.policy.PolicyDefinition;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import io.heddle.policy.PolicyDefinition.ServerNameCheck;
import io.heddle.policy.PolicyEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Learned policies as configurations.
@Tag("component")
class LearnedPolicyTest {
  @TempDir private Path folder;

  private List<PolicyDefinition> read(LearnedTargets learned) throws ConfigException, IOException {
    Path file = Files.writeString(folder.resolve("heddle.yaml"), learned.policy("learned"));
    return ConfigFile.load(file, _ -> Optional.empty()).policies();
  }

  @Test
  void aLearnedPolicyIsAConfiguration() throws ConfigException, IOException {
    LearnedTargets learned = new LearnedTargets(PolicyDefinition.named("any"));
    learned.allowed(Endpoint.parse("a.example:443"));
    learned.allowed(Endpoint.parse("[2001:db8::1]:443"));
    assertEquals(
        Optional.of(PolicyEntry.parseList("[2001:db8::1]:443,a.example:443")),
        read(learned).getFirst().allow());
  }

  @Test
  void aPolicyOfNothingIsAConfigurationToo() throws ConfigException, IOException {
    assertEquals(
        Optional.of(List.of()),
        read(new LearnedTargets(PolicyDefinition.named("any"))).getFirst().allow());
  }

  /// What held while this was learned holds under the new policy.
  @Test
  void whatIsNotLearnedIsKept() throws ConfigException, IOException {
    PolicyDefinition base =
        new PolicyDefinition(
            "base",
            Optional.of(PolicyEntry.parseList("a.example,10.0.0.0/8,[fd00::1]:443,group:npm")),
            PolicyEntry.parseList("b.example:443,group:github,192.0.2.0/24"),
            PrivateTargets.ALLOW,
            ServerNameCheck.OFF);
    LearnedTargets learned = new LearnedTargets(base);
    learned.allowed(Endpoint.parse("c.example:80"));
    assertEquals(
        new PolicyDefinition(
            "learned",
            Optional.of(PolicyEntry.parseList("10.0.0.0/8,[fd00::1]:443,c.example:80")),
            base.deny(),
            PrivateTargets.ALLOW,
            ServerNameCheck.OFF),
        read(learned).getFirst());
  }
}
