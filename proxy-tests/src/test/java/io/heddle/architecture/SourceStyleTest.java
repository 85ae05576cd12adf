package io.heddle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.architecture.MainSources.Scope;
import io.heddle.architecture.MainSources.SourceFile;
import io.heddle.architecture.MainSources.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rules for names, comments and lengths in the sources of the proxy, so that code can be read
/// without opening other files.
@Tag("architecture")
final class SourceStyleTest {
  private static final int MAX_FILE_LINES = 200;
  private static final int MAX_METHOD_LINES = 40;

  /// Packages whose code does not follow the rules yet, with their sub-packages.
  private static final Set<String> NOT_YET_COVERED = Set.of();

  /// Names of public nested types that may repeat, because they are always used with their outer
  /// type.
  private static final Set<String> REPEATED_NAMES = Set.of("Builder");

  /// Files that may have more lines, as in [SourceFile#label].
  private static final Set<String> LONG_FILES = Set.of();

  /// Methods that may have more lines, as package, type and method: a switch with one short case for
  /// each type of frame.
  private static final Set<String> LONG_METHODS = Set.of("http2.frame/FrameWriter.write");

  /// Beginning of a comment with a clause instead of a noun: "What a client has said".
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(What|Who|Whom|Whose|Whoever|Whatever|How|Whether|Where|When|Why|Which|That|One|As|If)\\b.*",
          Pattern.DOTALL);

  private static Stream<SourceFile> covered() {
    return MainSources.FILES.stream()
        .filter(file -> !NOT_YET_COVERED.contains(file.packageName().split("\\.", 2)[0]));
  }

  /// A reader who knows a type's name must not have to ask which of several types it is.
  @Test
  void namesOfTopLevelAndPublicNestedTypesAreUnique() {
    Map<String, List<String>> places = new TreeMap<>();
    covered()
        .forEach(file ->
            file.types().stream()
                .filter(type -> type.scope() != Scope.OTHER)
                .filter(type -> !REPEATED_NAMES.contains(type.simpleName()))
                .forEach(type ->
                    places
                        .computeIfAbsent(type.simpleName(), _ -> new ArrayList<>())
                        .add(file.packageName() + "/" + type.name())));
    places.values().removeIf(one -> one.size() == 1);
    assertEquals(Map.of(), places);
  }

  @Test
  void topLevelTypesAndPackagesHaveComments() {
    List<String> missing = new ArrayList<>();
    covered()
        .forEach(file -> {
          file.types().stream()
              .filter(type -> type.scope() == Scope.TOP_LEVEL && type.comment().isEmpty())
              .forEach(type -> missing.add(file.packageName() + "/" + type.name()));
          if (file.name().equals("package-info.java") && file.packageComment().isEmpty()) {
            missing.add(file.label());
          }
        });
    assertEquals(List.of(), missing);
  }

  @Test
  void commentsOfTypesAndPackagesBeginWithTheNoun() {
    List<String> clauses = new ArrayList<>();
    covered()
        .forEach(file -> {
          addClause(clauses, file.label(), file.packageComment());
          for (TypeDeclaration type : file.types()) {
            addClause(clauses, file.packageName() + "/" + type.name(), type.comment());
          }
        });
    assertEquals(List.of(), clauses);
  }

  private static void addClause(List<String> clauses, String label, Optional<String> comment) {
    comment
        .filter(text -> CLAUSE.matcher(text).matches())
        .ifPresent(text -> clauses.add(label + ": " + text.lines().findFirst().orElse("")));
  }

  @Test
  void filesAreShort() {
    assertEquals(
        List.of(),
        covered()
            .filter(file -> file.lines() > MAX_FILE_LINES && !LONG_FILES.contains(file.label()))
            .map(file -> file.label() + ": " + file.lines())
            .toList());
  }

  @Test
  void methodsAreShort() {
    List<String> tooLong = new ArrayList<>();
    covered()
        .forEach(file ->
            file.methods().stream()
                .filter(method -> method.lines() > MAX_METHOD_LINES)
                .filter(method -> !LONG_METHODS.contains(file.packageName() + "/" + method.name()))
                .forEach(method ->
                    tooLong.add(file.packageName() + "/" + method.name() + ": " + method.lines())));
    assertEquals(List.of(), tooLong);
  }

  /// Exceptions for code that is gone would hide new code of the same name.
  @Test
  void packagesThatAreNotYetCoveredExist() {
    List<String> packages = MainSources.FILES.stream().map(SourceFile::packageName).toList();
    for (String name : NOT_YET_COVERED) {
      assertTrue(
          packages.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + ".")), name);
    }
  }
}
