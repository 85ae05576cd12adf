package io.heddle.lab.notices;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Licence texts of libraries.
///
/// @param modules the folder with the jars of the image
/// @param texts a folder with the texts of licences, `ID.txt`, for libraries that bring none, and with
///     a folder of further texts, by the name of its module, for each library whose jar leaves them out
/// @param bill which says what licences those have
record LicenceTexts(Path modules, Path texts, BillOfMaterials bill) {
  private static final String OWN = "io.heddle";
  private static final String FOLDER = "META-INF/";

  /// Longest text, in bytes, that only names a licence. The whole text of the shortest ones is longer.
  private static final int REFERENCE = 500;

  private static final List<String> WORDS = List.of("LICENSE", "LICENCE", "NOTICE", "COPYING");

  /// Writes the texts, into a folder for each module, as `jlink` does for those of the JDK.
  ///
  /// @throws IOException also if a library has no text, and its licence is none of those known here
  void copyTo(Path legal) throws IOException {
    for (ModuleReference module : ModuleFinder.of(modules).findAll()) {
      String name = module.descriptor().name();
      if (!name.equals(OWN)) {
        Path jar = Path.of(module.location().orElseThrow());
        Path folder = Files.createDirectories(legal.resolve(name));
        if (!extract(jar, folder)) {
          copyKnown(jar.getName(jar.getNameCount() - 1).toString(), folder);
        }
        copyFurther(texts.resolve(name), folder);
      }
    }
  }

  /// @return whether there is the whole text of a licence among those of the jar
  private static boolean extract(Path jar, Path folder) throws IOException {
    boolean licensed = false;
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : file.stream().filter(LicenceTexts::isText).toList()) {
        String name = entry.getName().substring(FOLDER.length());
        byte[] text;
        try (InputStream in = file.getInputStream(entry)) {
          text = in.readAllBytes();
        }
        Files.write(folder.resolve(name), text);
        licensed |= !name.contains("NOTICE") && text.length > REFERENCE;
      }
    }
    return licensed;
  }

  private static boolean isText(ZipEntry entry) {
    String path = entry.getName();
    if (!path.startsWith(FOLDER) || entry.isDirectory()) {
      return false;
    }
    String name = path.substring(FOLDER.length());
    String upper = name.toUpperCase(Locale.ROOT);
    return !name.contains("/") && WORDS.stream().anyMatch(upper::contains);
  }

  private static void copyFurther(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
        for (Path file : files) {
          Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file));
        }
      }
    }
  }

  private void copyKnown(String jar, Path folder) throws IOException {
    List<String> licences = bill.licences(jar);
    if (licences.isEmpty()) {
      throw new IOException(jar + " has no licence text, and its licence is unknown");
    }
    for (String licence : licences) {
      Path text = texts.resolve(licence + ".txt");
      if (!Files.isRegularFile(text)) {
        throw new IOException(jar + " has no licence text, and there is no " + text);
      }
      Files.write(folder.resolve(licence + ".txt"), Files.readAllBytes(text));
    }
  }
}
