package io.heddle.support;

import java.nio.file.Path;

/// Web server with a package named `cloth` for several package managers.
///
/// @param folder folder for the files to be packed
public record PackageMirror(Nginx web, Path folder) {
  private static final String WHEEL = "cloth-1.0-py3-none-any.whl";

  private Path mirror(String path) {
    return TestFiles.folder(web.root().resolve(path));
  }

  /// Adds a wheel to an index for pip.
  ///
  /// @return URLs of the index and the file
  public Packed wheel() {
    Path project = TestFiles.folder(folder.resolve("wheel"));
    Path info = TestFiles.folder(project.resolve("cloth-1.0.dist-info"));
    TestFiles.write(project.resolve("cloth.py"), "woven = True\n");
    TestFiles.write(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: cloth\nVersion: 1.0\n");
    TestFiles.write(
        info.resolve("WHEEL"),
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    TestFiles.write(info.resolve("RECORD"), "");
    Path page = mirror("simple/cloth");
    Program.installed("python3")
        .with("-m", "zipfile", "-c", page.resolve(WHEEL), "cloth.py", info.getFileName())
        .in(project)
        .run()
        .succeeds();
    TestFiles.write(page.resolve("index.html"), "<a href=\"%s\">%1$s</a>".formatted(WHEEL));
    return new Packed(
        web.http("127.0.0.1", "simple/"), web.http("127.0.0.1", "simple/cloth/" + WHEEL));
  }

  /// Adds a package to a registry for npm.
  ///
  /// @return URLs of the registry and the file
  public Packed npmPackage() {
    Path cloth = TestFiles.folder(folder.resolve("cloth"));
    String description = "{\"name\": \"cloth\", \"version\": \"1.0.0\"}";
    TestFiles.write(cloth.resolve("package.json"), description);
    Program.installed("npm").with("pack", "--silent").in(cloth).run().succeeds();
    TestFiles.copy(cloth.resolve("cloth-1.0.0.tgz"), web.root().resolve("cloth-1.0.0.tgz"));
    String file = web.http("localhost", "cloth-1.0.0.tgz");
    TestFiles.write(
        web.root().resolve("cloth"),
        """
        {"name": "cloth", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0":
          {"name": "cloth", "version": "1.0.0", "dist": {"tarball": "%s"}}}}
        """
            .formatted(file));
    return new Packed(web.http("localhost", ""), file);
  }

  /// Adds a parent POM to a repository for Maven, and creates a project in `folder/project` that
  /// inherits from it.
  ///
  /// @return URLs of the repository and the parent POM
  public Packed mavenParent() {
    Path parent = mirror("maven/test/cloth/1.0");
    TestFiles.write(parent.resolve("cloth-1.0.pom"), pom("<packaging>pom</packaging>", "cloth"));
    Path project = TestFiles.folder(folder.resolve("project"));
    String inherits =
        "<parent><groupId>test</groupId><artifactId>cloth</artifactId><version>1.0</version>"
            + "<relativePath/></parent><packaging>pom</packaging>";
    TestFiles.write(project.resolve("pom.xml"), pom(inherits, "coat"));
    return new Packed(
        web.http("localhost", "maven/"),
        web.http("localhost", "maven/test/cloth/1.0/cloth-1.0.pom"));
  }

  private static String pom(String more, String artifact) {
    return """
    <project>
      <modelVersion>4.0.0</modelVersion>
      %s
      <groupId>test</groupId><artifactId>%s</artifactId><version>1.0</version>
    </project>
    """
        .formatted(more, artifact);
  }

  /// Settings with which Maven uses this repository only.
  ///
  /// @param proxies element `proxies`, or an empty text
  public Path mavenSettings(Packed repository, String proxies) {
    return TestFiles.write(
        folder.resolve("settings.xml"),
        """
        <settings>
          %s
          <mirrors><mirror>
            <id>local</id><mirrorOf>*</mirrorOf><url>%s</url>
          </mirror></mirrors>
        </settings>
        """
            .formatted(proxies, repository.at()));
  }

  /// URLs of a repository and of the file that a package manager downloads from it.
  public record Packed(String at, String file) {}
}
