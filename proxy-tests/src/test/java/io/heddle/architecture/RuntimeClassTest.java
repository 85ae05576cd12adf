package io.heddle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Classes that the JVM makes at run time. A switch over types needs one, and the AOT cache holds
/// none of them: the first takes some ten milliseconds and as many megabytes, each other a
/// millisecond.
@Tag("architecture")
final class RuntimeClassTest {
  /// Packages whose code runs once for a command, or for a person who asks.
  private static final Set<String> RARE = Set.of("admin", "app", "cli", "config");

  @Test
  void codeThatServesTrafficHasNoSwitchesOverTypes() {
    assertEquals(List.of(), namesOfThoseWithSwitches(RuntimeClassTest::servesTraffic));
    assertFalse(namesOfThoseWithSwitches(type -> !servesTraffic(type)).isEmpty());
  }

  private static List<String> namesOfThoseWithSwitches(Predicate<JavaClass> wanted) {
    return MainCode.CLASSES.stream()
        .filter(wanted)
        .filter(RuntimeClassTest::hasSwitchOverTypes)
        .map(JavaClass::getName)
        .sorted()
        .toList();
  }

  private static boolean servesTraffic(JavaClass type) {
    String below = type.getPackageName().substring(MainCode.ROOT.length());
    return RARE.stream().noneMatch(rare -> (below + ".").startsWith("." + rare + "."));
  }

  private static boolean hasSwitchOverTypes(JavaClass type) {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of()
          .parse(in.readAllBytes())
          .findAttribute(Attributes.bootstrapMethods())
          .stream()
          .flatMap(methods -> methods.bootstrapMethods().stream())
          .anyMatch(method ->
              method
                  .bootstrapMethod()
                  .reference()
                  .owner()
                  .asInternalName()
                  .equals("java/lang/runtime/SwitchBootstraps"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
