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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Dependencies between packages, and the packages that may use restricted APIs.
@Tag("architecture")
final class ArchitectureTest {
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
  private static final List<Row> ROWS =
      Row.parseAll(
          """
          address           │
          time              │
          wire              │
          concurrent        │
          jdk               │
          foreign           │ jdk
          dns               │ address wire
          socks4            │ address wire
          socks5            │ address wire
          http1             │ address wire
          proxyprotocol     │ address wire
          sockdiag          │ address wire
          sni               │ wire
          request           │ address wire http1
          policy            │ address request jdk
          hostlist          │ address
          route             │ address request hostlist
          config            │ address request policy
          config.file       │ address request policy config jdk
          net               │ address time wire foreign jdk
          net.peer          │ address wire foreign jdk net sockdiag
          net.tls           │ address time wire jdk net
          net.udp           │ address foreign net
          hostlist.file     │ jdk net hostlist
          trace             │ address request
          fault             │ address time wire request route net
          upstream          │ address time wire http1 request net
          auth              │ time http1 request jdk net trace
          dial              │ address time wire concurrent dns request jdk net trace
          pac               │ address jdk
          pac.source        │ address time wire http1 request jdk net net.tls dial pac
          http2.frame       │ wire
          http2             │ address time wire concurrent net http2.frame
          http2.message     │ address time wire http1 net http2.frame http2
          relay             │ time wire concurrent foreign jdk net
          udp               │ address time wire concurrent socks5 request route net net.udp \
                              fault upstream dial
          forward           │ address time wire concurrent http1 request net upstream
          inbound           │ address wire socks4 socks5 http1 request policy net net.tls net.udp
          outbound          │ address time wire socks4 socks5 http1 request route net net.tls \
                              trace fault upstream auth dial pac pac.source http2 http2.message
          server.connection │ address time wire http1 request route jdk net net.peer udp trace
          server.metrics    │ address request route net fault udp server.connection
          server            │ http1 address time wire concurrent proxyprotocol sni request policy route net \
                              net.peer net.tls net.udp trace fault upstream dial http2 http2.message relay \
                              udp forward inbound outbound server.connection server.metrics
          admin             │ concurrent jdk address time wire http1 request net dial fault udp trace \
                              upstream inbound outbound server.connection server.metrics server
          control           │ concurrent address time wire http1 request jdk net admin
          logging           │ concurrent jdk address route net server.connection
          app               │ concurrent address http1 request policy hostlist hostlist.file route config jdk net net.peer \
                              net.tls net.udp \
                              auth dial pac pac.source http2 relay udp forward inbound outbound server.connection \
                              server.metrics server admin logging
          app.rules         │ request config config.file server.metrics server admin app
          cli.command       │ address http1 config config.file jdk net control app
          cli.env           │ address http1 request config server admin control app cli.command
          cli.exec          │ address time wire http1 request policy config config.file jdk net \
                              net.peer net.udp inbound server server.connection admin control logging app cli.command \
                              cli.env
          cli.explain       │ address wire http1 request policy route config config.file net trace \
                              dial http2 inbound server admin control logging app cli.command \
                              cli.exec
          cli.doctor        │ address request time config config.file jdk dial app cli.command
          cli               │ address request hostlist.file config config.file jdk net server admin \
                              control logging app app.rules cli.command cli.env cli.exec \
                              cli.explain cli.doctor
          """);

  static List<Row> rows() {
    return ROWS;
  }

  record Row(String name, Set<String> seen) {
    static List<Row> parseAll(String table) {
      return table.lines().map(Row::parse).toList();
    }

    private static Row parse(String line) {
      String[] cells = line.split("│", -1);
      String seen = cells[1].strip();
      return new Row(cells[0].strip(), seen.isEmpty() ? Set.of() : Set.of(seen.split(" +", -1)));
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
      return ROWS.stream()
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
    ROWS.forEach(row -> {
      assertTrue(above.containsAll(row.seen()), () -> row + ", of which some come after it");
      above.add(row.name());
    });
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
        .resideInAnyPackage("sun..", "jdk.internal..", "com.sun..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(inPackages("http2.frame"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("sun..", "jdk.internal..", "com.sun..")
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
