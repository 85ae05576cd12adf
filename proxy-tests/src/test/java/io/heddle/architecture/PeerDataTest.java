package io.heddle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.heddle.architecture.MainCode.CLASSES;
import static io.heddle.architecture.MainCode.inPackages;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reading of what peers send: in linear time, and with a stack that does not grow with its length.
@Tag("architecture")
final class PeerDataTest {
  /// Methods of `String` that compile a regular expression. `split` does not, if it is given one
  /// character.
  private static final Set<String> REGULAR = Set.of("matches", "replaceAll", "replaceFirst");

  /// Readers of files, of the environment and of the configuration.
  private static final String LOCAL_READERS =
      ".*\\.(net\\.tls\\.Pem|net\\.systemd\\.InheritedSockets|admin\\.ProcessMetrics"
          + "|outbound\\.ExtraFields)";

  @Test
  void noRegularExpressionReadsIt() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inPackages("app", "cli", "config"))
        .and()
        .haveNameNotMatching(LOCAL_READERS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.regex..")
        .orShould()
        .accessTargetWhere(
            describe(
                "a regular expression",
                (JavaAccess<?> access) ->
                    access.getTarget().getOwner().isEquivalentTo(String.class)
                        && REGULAR.contains(access.getTarget().getName())))
        .check(CLASSES);
  }
}
