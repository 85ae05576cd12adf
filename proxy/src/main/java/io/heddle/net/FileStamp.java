package io.heddle.net;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// Stamp of a file's content: changes when the content does, and is read without reading the content.
/// Links are followed.
///
/// @param key of the file itself, where the system has one (the inode): another file may take its name
public record FileStamp(FileTime modified, long size, Optional<Object> key) {

  /// The stamp of the file as it is now; empty if there is none, as while it is being replaced.
  public static Optional<FileStamp> of(Path file) {
    assert BlockingCheck.isAllowed();
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new FileStamp(
              attributes.lastModifiedTime(),
              attributes.size(),
              Optional.ofNullable(attributes.fileKey())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  // Written out: the generated ones make the JVM spin classes during the start, which takes time.
  @Override
  public boolean equals(Object object) {
    return object instanceof FileStamp other
        && size == other.size
        && modified.equals(other.modified)
        && key.equals(other.key);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * modified.hashCode() + Long.hashCode(size)) + key.hashCode();
  }
}
