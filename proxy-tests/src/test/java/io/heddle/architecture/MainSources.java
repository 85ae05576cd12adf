package io.heddle.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Parsed source files of the proxy.
final class MainSources {
  private static final Path FOLDER = Path.of("..", "proxy", "src", "main", "java", "io", "heddle");

  /// All source files. Parsing them takes about a second, so it is done once.
  static final List<SourceFile> FILES = parse();

  private MainSources() {}

  /// Visibility that matters to the uniqueness of a name.
  enum Scope {
    TOP_LEVEL,
    PUBLIC_NESTED,
    OTHER
  }

  /// Declaration of a class, interface, record or enum.
  ///
  /// @param name name with the enclosing types, such as `Host.Ip`
  /// @param comment text of its documentation comment
  record TypeDeclaration(String name, Scope scope, Optional<String> comment) {
    String simpleName() {
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }

  /// Declaration of a method or constructor.
  ///
  /// @param name name with the enclosing types, such as `Host.parse`
  /// @param lines lines from its annotations to its closing brace
  record MethodDeclaration(String name, int lines) {}

  /// Source file.
  ///
  /// @param packageName package below `io.heddle`, such as `config.file`; empty for `io.heddle`
  /// @param packageComment text of the documentation comment of the package
  record SourceFile(
      String packageName,
      String name,
      int lines,
      Optional<String> packageComment,
      List<TypeDeclaration> types,
      List<MethodDeclaration> methods) {

    /// Name for a message, such as `config.file/FieldReader`.
    String label() {
      return packageName + "/" + name.replace(".java", "");
    }
  }

  private static List<SourceFile> parse() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
        Stream<Path> paths = Files.walk(FOLDER)) {
      List<Path> sources = paths.filter(path -> path.toString().endsWith(".java")).toList();
      String release = Integer.toString(Runtime.version().feature());
      List<String> options = List.of("--enable-preview", "--release", release);
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources));
      List<SourceFile> files = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        files.add(new Scanner(Trees.instance(task), unit).file());
      }
      return List.copyOf(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Collector of the declarations of one file.
  private static final class Scanner extends TreePathScanner<Void, String> {
    private final Trees trees;
    private final CompilationUnitTree unit;
    private final List<TypeDeclaration> types = new ArrayList<>();
    private final List<MethodDeclaration> methods = new ArrayList<>();
    private Optional<String> packageComment = Optional.empty();

    Scanner(Trees trees, CompilationUnitTree unit) {
      this.trees = trees;
      this.unit = unit;
    }

    SourceFile file() throws IOException {
      Path path = Path.of(unit.getSourceFile().toUri());
      scan(unit, "");
      int lines = Files.readAllLines(path).size();
      String folder = FOLDER.toRealPath().relativize(path.toRealPath().getParent()).toString();
      return new SourceFile(
          folder.replace('/', '.'),
          path.getFileName().toString(),
          lines,
          packageComment,
          List.copyOf(types),
          List.copyOf(methods));
    }

    @Override
    public Void visitPackage(PackageTree tree, String enclosing) {
      packageComment = comment();
      return super.visitPackage(tree, enclosing);
    }

    @Override
    public Void visitClass(ClassTree tree, String enclosing) {
      if (tree.getSimpleName().isEmpty()) {
        return super.visitClass(tree, enclosing);
      }
      String name = enclosing + tree.getSimpleName();
      types.add(new TypeDeclaration(name, scope(tree), comment()));
      return super.visitClass(tree, name + ".");
    }

    private Scope scope(ClassTree tree) {
      Tree parent = getCurrentPath().getParentPath().getLeaf();
      if (parent == unit) {
        return Scope.TOP_LEVEL;
      }
      boolean isPublic =
          tree.getModifiers().getFlags().contains(Modifier.PUBLIC)
              || parent.getKind() == Tree.Kind.INTERFACE;
      return isPublic ? Scope.PUBLIC_NESTED : Scope.OTHER;
    }

    private Optional<String> comment() {
      return Optional.ofNullable(trees.getDocComment(getCurrentPath())).map(String::strip);
    }

    @Override
    public Void visitMethod(MethodTree tree, String enclosing) {
      SourcePositions positions = trees.getSourcePositions();
      long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
      long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
      methods.add(new MethodDeclaration(enclosing + tree.getName(), (int) (last - first + 1)));
      return super.visitMethod(tree, enclosing);
    }
  }
}
