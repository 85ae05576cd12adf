package io.heddle.architecture;

import static io.heddle.architecture.MainCode.CLASSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import io.heddle.jdk.BlockingCheck;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Map of the calls that may block their thread. Each method with one asserts that it does not run on
/// a carrier, so that every test that comes there proves it. Pages and configurations, which take
/// long to render and to parse, count as such calls.
@Tag("architecture")
final class BlockingCallsTest {
  /// Calls that may block, or compute for long, as owner and name.
  private static final Pattern BLOCKING =
      Pattern.compile(
          String.join(
              "|",
              // Files. Each of these methods goes to the file system.
              "java\\.nio\\.file\\.Files\\.\\w+",
              "java\\.nio\\.file\\.Path\\.toRealPath",
              "java\\.nio\\.channels\\.FileChannel\\.(open|read|write|force|map)",
              "java\\.io\\.(FileInputStream|FileOutputStream|RandomAccessFile|FileReader"
                  + "|FileWriter)\\.<init>",
              "java\\.lang\\.Class\\.getResourceAsStream",
              // Names of hosts and users.
              "java\\.net\\.InetAddress\\.(getByName|getAllByName|getLocalHost|getHostName"
                  + "|getCanonicalHostName|isReachable)",
              "java\\.net\\.InetSocketAddress\\.getHostName",
              "jdk\\.net\\.ExtendedSocketOptions\\.SO_PEERCRED",
              "java\\.net\\.NetworkInterface\\.get(By\\w+|NetworkInterfaces)",
              // Programs.
              "java\\.lang\\.ProcessBuilder\\.start",
              "java\\.lang\\.ProcessHandle\\.info",
              // Key distribution centres.
              "org\\.ietf\\.jgss\\.GSSContext\\.initSecContext",
              "org\\.ietf\\.jgss\\.GSSManager\\.createCredential",
              // Long computations.
              "com\\.fasterxml\\.jackson\\..*YAMLFactory\\.createParser",
              "com\\.fasterxml\\.jackson\\..*JsonFactory\\.createGenerator",
              "java\\.security\\.cert\\.CertificateFactory\\.generateCertificates?",
              "java\\.security\\.KeyFactory\\.generate\\w+",
              "javax\\.net\\.ssl\\.SSLContext\\.init"));

  /// Methods that need not assert it, as class and method, with the reason.
  private static final Map<String, String> EXEMPT =
      Map.of(
          "dial.Dialer$OwnAddresses.isLocal",
          "asks the kernel for its own addresses, which never waits",
          "dial.ReverseLookup.nameOf",
          "reads the name with which the address was made, which needs no lookup");

  /// Code of commands that serve no connections.
  private static final Set<String> COMMANDS =
      Set.of("cli.explain.ExplanationJson", "cli.exec.ExecCommand", "cli.exec.SignalForwarder");

  @Test
  void methodsThatMayBlockAssertThatTheyMay() {
    var silent = new TreeSet<String>();
    codeUnits()
        .filter(unit -> accesses(unit).anyMatch(BlockingCallsTest::mayBlock))
        .filter(unit -> accesses(unit).noneMatch(BlockingCallsTest::asserts))
        .map(BlockingCallsTest::label)
        .filter(label -> !EXEMPT.containsKey(label))
        .filter(label -> COMMANDS.stream().noneMatch(command -> label.startsWith(command + ".")))
        .forEach(silent::add);
    assertEquals(new TreeSet<String>(), silent, "they may block, and do not assert that they may");
  }

  /// So that the rule above is not one about methods that nobody has.
  @Test
  void theMethodsThatAreKnownToBlockAreFound() {
    var found = new TreeSet<String>();
    codeUnits()
        .filter(unit -> accesses(unit).anyMatch(BlockingCallsTest::mayBlock))
        .map(BlockingCallsTest::label)
        .forEach(found::add);
    var known =
        Set.of(
            "config.file.ConfigFile.read",
            "dial.Dialer$OwnAddresses.isLocal",
            "net.FileStamp.of",
            "net.Listener.address",
            "net.UnixPeer.find",
            "net.tls.TlsContexts.read");
    assertTrue(found.containsAll(known), found::toString);
  }

  private static Stream<JavaCodeUnit> codeUnits() {
    return CLASSES.stream().flatMap(one -> one.getCodeUnits().stream());
  }

  private static Stream<? extends JavaAccess<?>> accesses(JavaCodeUnit unit) {
    return Stream.concat(
        unit.getAccessesFromSelf().stream(),
        Stream.concat(
            unit.getMethodReferencesFromSelf().stream(),
            unit.getConstructorReferencesFromSelf().stream()));
  }

  private static boolean mayBlock(JavaAccess<?> access) {
    return BLOCKING.matcher(target(access)).matches();
  }

  private static boolean asserts(JavaAccess<?> access) {
    return target(access).equals(BlockingCheck.class.getName() + ".isAllowed");
  }

  private static String target(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }

  private static String label(JavaCodeUnit unit) {
    return unit.getOwner().getName().replaceFirst("^io\\.heddle\\.", "") + "." + unit.getName();
  }
}
