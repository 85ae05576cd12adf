package io.heddle.lab.notices;

import java.io.IOException;
import java.nio.file.Path;

/// Program that puts licence texts and the bill of materials into an image.
///
///     NoticesRunner IMAGE MODULES TEXTS BOM
///
///     MODULES/*.jar ─▶ IMAGE/legal/MODULE/*        the texts in the jar
///     TEXTS/ID.txt  ─▶ IMAGE/legal/MODULE/ID.txt   where the jar has none, by the bill's licence
///     BOM, JDK      ─▶ IMAGE/share/heddle/heddle.cdx.json
public final class NoticesRunner {
  private NoticesRunner() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException("usage: NoticesRunner IMAGE MODULES TEXTS BOM");
    }
    Path image = Path.of(arguments[0]);
    BillOfMaterials bill = BillOfMaterials.read(Path.of(arguments[3]));
    new LicenceTexts(Path.of(arguments[1]), Path.of(arguments[2]), bill)
        .copyTo(image.resolve("legal"));
    bill.withRuntime(RuntimeRelease.current()).write(image.resolve("share/heddle/heddle.cdx.json"));
  }
}
