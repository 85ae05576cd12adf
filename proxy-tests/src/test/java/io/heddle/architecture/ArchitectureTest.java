package io.heddle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Dependencies between packages, and the packages that may use restricted APIs.
final class ArchitectureTest {
  private static final String[] VALUES = {"address", "time", "wire"};
  private static final String[] CODECS = {"socks4", "socks5", "http1", "proxyprotocol"};

  /// Dependencies of the program, one row for each package: the packages that it may see besides
  /// itself.
  ///
  ///     values ◀─ codecs ◀─ request ◀─ route
  ///                            ▲
  ///                  net ◀── dial, upstream ◀── outbound, udp, forward
  ///                  ▲ ▲
  ///       jdk, foreign ┘ └ http2
  ///
  /// A row holds for a package and those below it that have no row of their own. It sees only rows
  /// above it, so there is no cycle. Packages that may run two things at once see `concurrent`. A new
  /// package needs a row. Inbound and outbound never see each other; the server alone knows all
  /// stages; the config is seen by `app` alone, which turns it into objects, and by the command line,
  /// which reads, prints and explains it.
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
        Row.of("config.file").sees("address", "request", "config"),
        Row.of("foreign"),
        Row.of("jdk").sees("foreign"),
        Row.of("net").sees(VALUES).sees("foreign", "jdk"),
        Row.of("trace").sees(VALUES).sees("request"),
        Row.of("upstream").sees(VALUES).sees("http1", "request", "net"),
        Row.of("dial").sees(VALUES).sees("concurrent", "request", "net", "trace"),
        Row.of("http2").sees(VALUES).sees("concurrent", "http1", "net"),
        Row.of("relay").sees(VALUES).sees("concurrent", "foreign", "request", "net", "dial"),
        Row.of("udp")
            .sees(VALUES)
            .sees("concurrent", "socks5", "request", "net", "dial", "upstream"),
        Row.of("forward").sees(VALUES).sees("concurrent", "http1", "request", "net", "upstream"),
        Row.of("inbound").sees(VALUES).sees(CODECS).sees("request", "net"),
        Row.of("outbound")
            .sees(VALUES)
            .sees(CODECS)
            .sees("request", "net", "dial", "http2", "trace", "upstream"),
        Row.of("server.connection").sees(VALUES).sees("http1", "request", "route", "net", "udp"),
        Row.of("server.metrics")
            .sees(VALUES)
            .sees("request", "route", "net", "udp", "server.connection"),
        Row.of("server")
            .sees(VALUES)
            .sees(CODECS)
            .sees("concurrent")
            .sees("request", "route", "net", "dial", "http2", "relay", "udp", "forward")
            .sees("inbound", "outbound", "trace", "upstream")
            .sees("server.connection", "server.metrics"),
        Row.of("admin")
            .sees(VALUES)
            .sees("http1", "request", "route", "net", "udp", "inbound", "outbound", "server")
            .sees("server.connection", "server.metrics"),
        Row.of("control").sees(VALUES).sees("http1", "net", "admin"),
        Row.of("logging"),
        Row.of("app")
            .sees("jdk", "address", "request", "route", "config", "net", "dial", "http2", "relay")
            .sees("udp", "forward", "inbound", "outbound", "server", "server.connection")
            .sees("admin", "logging"),
        Row.of("cli.command").sees("address", "config", "config.file", "control", "app"),
        Row.of("cli.env").sees("address", "request", "config", "app", "cli.command"),
        Row.of("cli.exec")
            .sees(VALUES)
            .sees("http1", "request", "config", "config.file", "net", "inbound", "server", "admin")
            .sees("jdk", "control", "logging", "app", "cli.command", "cli.env"),
        Row.of("cli.explain")
            .sees("address", "wire", "http1", "request", "route", "config", "config.file", "net")
            .sees("trace", "dial", "http2", "outbound", "server", "logging", "app", "cli.command"),
        Row.of("cli")
            .sees("address", "request", "config", "config.file", "net", "server", "admin")
            .sees("control", "logging", "app", "cli.command", "cli.env", "cli.exec")
            .sees("cli.explain"));
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

    /// The row's own classes, and those that it may see.
    DescribedPredicate<JavaClass> allowed() {
      return describe(
          "of " + name + " or " + seen,
          one -> rowOf(one).equals(name) || seen.contains(rowOf(one)));
    }

    /// The name of the row that holds for a class: the nearest around it.
    static String rowOf(JavaClass one) {
      String name = one.getPackageName() + ".";
      String path = name.startsWith(ROOT + ".") ? name.substring(ROOT.length()) : "";
      return rows()
          .map(Row::name)
          .filter(row -> path.startsWith("." + row + "."))
          .max(Comparator.comparingInt(String::length))
          .orElse("");
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
        .that(describe("of " + row.name(), one -> Row.rowOf(one).equals(row.name())))
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(row.allowed()))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /// A row that allows what nobody uses would let a new dependency in unnoticed.
  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void rowsNameOnlyWhatTheirPackagesUse(Row row) {
    var unused = new TreeSet<>(row.seen());
    for (var one : CLASSES) {
      if (Row.rowOf(one).equals(row.name())) {
        for (var dependency : one.getDirectDependenciesFromSelf()) {
          unused.remove(Row.rowOf(dependency.getTargetClass().getBaseComponentType()));
        }
      }
    }
    assertEquals(Set.of(), unused, () -> row + " but does not use all of that");
  }

  @Test
  void aRowSeesOnlyRowsAboveIt() {
    var above = new TreeSet<String>();
    rows()
        .forEach(row -> {
          assertTrue(above.containsAll(row.seen()), () -> row + ", of which some come after it");
          above.add(row.name());
        });
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
  void mainSeesOnlyTheCommandLineAndTheProgramThatItStarts() {
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
    var without = new TreeSet<String>();
    for (var one : CLASSES) {
      if (!one.getPackageName().equals(ROOT) && Row.rowOf(one).isEmpty()) {
        without.add(one.getPackageName());
      }
    }
    assertEquals(Set.of(), without, "packages without a row");
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

  /// So that a new JDK changes one package, and that of HPACK.
  @Test
  void internalsOfTheJdkAreUsedInOnePackageAndForHpack() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inPackages("jdk", "http2.frame"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "jdk.internal..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(inPackages("http2.frame"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("sun..", "jdk.internal..")
                .and(resideOutsideOfPackage("jdk.internal.net.http.hpack")))
        .check(CLASSES);
  }

  @Test
  void onePackageFindsNativeFunctions() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inPackages("foreign"))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.foreign\\.(Linker|SymbolLookup).*")
        .check(CLASSES);
  }

  /// Each such call walks the caller's stack, which took 4 % of the time of a short tunnel.
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

  /// Without classes, every rule above would hold.
  @Test
  void theClassesOfTheProxyWereFound() {
    assertTrue(CLASSES.contain(ROOT + ".Main"), () -> "found " + CLASSES.size() + " classes");
    assertTrue(CLASSES.stream().map(JavaClass::getName).noneMatch(name -> name.endsWith("Test")));
  }
}
