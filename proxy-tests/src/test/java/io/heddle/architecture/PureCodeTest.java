package io.heddle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.heddle.architecture.MainCode.CLASSES;
import static io.heddle.architecture.MainCode.inPackages;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Purity of values, codecs and routing: their results depend on their arguments alone, so tables and
/// random input can test them completely.
@Tag("architecture")
final class PureCodeTest {
  private static final Set<String> LOOK_UP_NAMES =
      Set.of(
          "getByName",
          "getAllByName",
          "getLocalHost",
          "getHostName",
          "getCanonicalHostName",
          "isReachable");

  @Test
  void opensNoSockets() {
    noPureClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.net\\.(\\w*Socket|Datagram|Multicast|URL|http\\.).*")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.channels..")
        .check(CLASSES);
  }

  /// Literal addresses are parsed by `InetAddress.ofLiteral`, which needs no lookup.
  @Test
  void looksUpNoNames() {
    noPureClasses()
        .should()
        .accessTargetWhere(
            targets(
                "a look-up by InetAddress",
                target ->
                    target.getOwner().getName().matches("java\\.net\\.Inet\\w*Address")
                        && LOOK_UP_NAMES.contains(target.getName())))
        .check(CLASSES);
  }

  @Test
  void readsAndWritesNoStreamsOrFiles() {
    noPureClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|\\w*Stream|\\w*Reader|\\w*Writer|Random).*")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void startsNoThreadsAndSharesNothingBetweenThem() {
    noPureClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.(Thread|ScopedValue).*")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .check(CLASSES);
  }

  @Test
  void asksNoClock() {
    noPureClasses()
        .should()
        .accessTargetWhere(
            targets(
                "the time",
                target ->
                    switch (target.getName()) {
                      case "nanoTime", "currentTimeMillis" ->
                          target.getOwner().isEquivalentTo(System.class);
                      case "now" -> target.getOwner().getPackageName().startsWith("java.time");
                      default -> false;
                    }))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .check(CLASSES);
  }

  @Test
  void logsNothing() {
    noPureClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tinylog..", "java.util.logging..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.System\\$Logger.*")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> targets(
      String description, Predicate<AccessTarget> predicate) {
    return describe(description, access -> predicate.test(access.getTarget()));
  }

  private static GivenClassesConjunction noPureClasses() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            inPackages(
                "address",
                "wire",
                "socks4",
                "socks5",
                "http1",
                "http2.frame",
                "proxyprotocol",
                "route"));
  }
}
