package io.heddle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.heddle.architecture.MainCode.CLASSES;
import static io.heddle.architecture.MainCode.ROOT;
import static io.heddle.architecture.MainCode.inPackages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which package may see which, and where things that need care may be used.
///
/// Rules about packages that do not exist yet hold.
final class ArchitectureTest {
  private static final String[] VALUES = {"address", "time", "wire"};
  private static final String[] CODECS = {"socks4", "socks5", "http1", "proxyprotocol"};

  /// The direction of the whole program, one row for a package: what it may see besides itself.
  ///
  ///     values ◀─ codecs ◀─ request ◀─ route
  ///                            ▲
  ///                  net ◀── dial, upstream ◀── outbound, udp, forward
  ///                   ▲
  ///                 http2
  ///
  /// Packages that may run two things at once see `concurrent`. A new package needs a row. Inbound
  /// and outbound never see each other; the server alone knows all stages; the config is seen by the
  /// command line alone, which turns it into objects.
  static Stream<Row> rows() {
    return Stream.of(
        Row.of("address"),
        Row.of("time"),
        Row.of("wire"),
        Row.of("concurrent"),
        Row.of("socks4").sees(VALUES),
        Row.of("socks5").sees(VALUES),
        Row.of("http1").sees(VALUES),
        Row.of("proxyprotocol").sees(VALUES),
        Row.of("request").sees(VALUES).sees(CODECS),
        Row.of("route").sees(VALUES).sees("request"),
        Row.of("config").sees("address", "request"),
        Row.of("net").sees(VALUES),
        Row.of("trace").sees(VALUES).sees("request"),
        Row.of("upstream").sees(VALUES).sees("http1", "request", "net"),
        Row.of("dial").sees(VALUES).sees("concurrent", "request", "net", "trace"),
        Row.of("http2").sees(VALUES).sees("concurrent", "http1", "net"),
        Row.of("relay").sees(VALUES).sees("concurrent", "request", "net", "dial"),
        Row.of("udp")
            .sees(VALUES)
            .sees("concurrent", "socks5", "request", "net", "dial", "upstream"),
        Row.of("forward").sees(VALUES).sees("concurrent", "http1", "request", "net", "upstream"),
        Row.of("inbound").sees(VALUES).sees(CODECS).sees("request", "net"),
        Row.of("outbound")
            .sees(VALUES)
            .sees(CODECS)
            .sees("request", "net", "dial", "http2", "trace", "upstream"),
        Row.of("server")
            .sees(VALUES)
            .sees(CODECS)
            .sees("concurrent")
            .sees("request", "route", "net", "dial", "http2", "relay", "udp", "forward")
            .sees("inbound", "outbound", "trace", "upstream"),
        Row.of("admin")
            .sees(VALUES)
            .sees(CODECS)
            .sees("request", "route", "net", "udp", "inbound", "outbound", "server"),
        Row.of("cli")
            .sees(VALUES)
            .sees(CODECS)
            .sees("request", "route", "net", "dial", "http2", "relay", "udp", "forward")
            .sees("inbound", "outbound", "server", "config", "trace", "admin")
            .sees("app", "control", "logging"),
        Row.of("app")
            .sees(VALUES)
            .sees(CODECS)
            .sees("request", "route", "net", "dial", "http2", "relay", "udp", "forward")
            .sees("inbound", "outbound", "server", "config", "trace", "admin")
            .sees("cli", "control", "logging"),
        Row.of("control").sees(VALUES).sees("http1", "net", "admin", "cli"),
        Row.of("logging").sees("config"));
  }

  record Row(String name, Set<String> seen) {
    static Row of(String name) {
      return new Row(name, Set.of());
    }

    Row sees(String... more) {
      var all = new TreeSet<>(seen);
      all.addAll(Set.of(more));
      return new Row(name, all);
    }

    String[] allowed() {
      return inPackages(Stream.concat(Stream.of(name), seen.stream()).toArray(String[]::new));
    }

    @Override
    public String toString() {
      return name + " sees only " + seen;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void packagesSeeOnlyWhatTheirRowSays(Row row) {
    classes()
        .that()
        .resideInAnyPackage(inPackages(row.name()))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(row.allowed())))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void framesOfHttp2KnowNeitherConnectionsNorHttp1() {
    noClasses()
        .that()
        .resideInAnyPackage(inPackages("http2.frame"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inPackages("net", "http1"))
        .check(CLASSES);
  }

  /// Words that a configuration and the code share, such as `network: udp`, are enums of `request`.
  @Test
  void theConfigurationSeesOnlyTheEnumsOfRequests() {
    noClasses()
        .that()
        .resideInAnyPackage(inPackages("config"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(inPackages("request")).and(not(assignableTo(Enum.class))))
        .check(CLASSES);
  }

  @Test
  void theProgramSeesOnlyTheCommandLine() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..")
                .or(resideInAnyPackage(ROOT, ROOT + ".cli..", ROOT + ".app..")))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasARow() {
    var known = new TreeSet<>(rows().map(Row::name).toList());
    var found = new TreeSet<String>();
    for (var one : CLASSES) {
      if (!one.getPackageName().equals(ROOT)) {
        found.add(one.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0]);
      }
    }
    found.removeAll(known);
    assertEquals(Set.of(), found, "packages without a row");
  }

  /// The preview APIs of JDK 25 are structured concurrency (JEP 505), PEM (JEP 470) and stable values
  /// (JEP 502). Only the first is used, behind one façade, so that a new JDK changes one package.
  @Test
  void oneFacadeUsesAPreviewApi() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inPackages("concurrent"))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\.StructuredTaskScope.*")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.(security\\.(PEM|DEREncodable)|lang\\.StableValue).*")
        .check(CLASSES);
  }

  @Test
  void theInsidesOfTheJdkAreUsedOnlyNextToTheSystemCallsAndForHpack() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inPackages("net", "relay", "http2.frame"))
        .and()
        .doNotHaveSimpleName("SignalForwarder")
        .and()
        .doNotHaveSimpleName("SighupHandler")
        .and()
        .doNotHaveSimpleName("Shutdown")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "jdk.internal..")
        .check(CLASSES);
  }

  /// Each such question walks the caller's stack: 4 % of what a short tunnel cost.
  @Test
  void nobodyAsksTheLogWhetherItWantsALine() {
    noClasses()
        .should()
        .accessTargetWhere(
            target(owner(nameStartingWith("org.tinylog."))).and(target(nameEndingWith("Enabled"))))
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)(\\$.*)?")
        .check(CLASSES);
  }

  /// Otherwise every rule above would hold for nothing.
  @Test
  void theClassesOfTheProxyWereFound() {
    assertTrue(CLASSES.contain(ROOT + ".Main"), () -> "found " + CLASSES.size() + " classes");
    assertTrue(CLASSES.stream().map(JavaClass::getName).noneMatch(name -> name.endsWith("Test")));
  }
}
