package io.heddle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.app.AppException;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Components and licences in the output of `heddle --version --verbose`.
@Tag("component")
class VersionReportTest {
  @TempDir Path image;

  @Test
  void componentsAreThoseOfTheBillOfMaterials() throws Exception {
    Path folder = Files.createDirectories(image.resolve("share").resolve("heddle"));
    Path bill =
        TestFiles.write(
            folder.resolve("heddle.cdx.json"),
            """
            {"metadata": {"tools": {"components": [{"name": "maker", "version": "1"}]}},
             "components": [
               {"name": "openjdk", "licenses": [{"expression": "A WITH B"}], "version": "25+9",
                "hashes": [{"alg": "MD5", "content": "00"}]},
               {"name": "both", "version": "2",
                "licenses": [{"license": {"id": "A", "url": "x"}}, {"license": {"name": "C"}}]},
               {"name": "none", "version": "3"}],
             "dependencies": [{"ref": "x", "dependsOn": []}]}
            """);
    assertEquals(
        """
        heddle 1.2.3
          openjdk 25+9                     A WITH B
          both 2                           A, C
          none 3                           unknown
        licence texts: LEGAL
        bill of materials (CycloneDX): BILL
        no licence has been chosen yet for Heddle itself
        """
            .replace("LEGAL", image.resolve("legal").toString())
            .replace("BILL", bill.toString()),
        VersionReport.of("1.2.3", new String[] {"--version", "--verbose"}, image));
  }

  @Test
  void otherwiseItIsOneLine() throws Exception {
    assertEquals("heddle 1\n", VersionReport.of("1", new String[] {"--version"}, image));
  }

  @Test
  void withoutABillItSaysWhereThatShouldBe() {
    AppException failure =
        assertThrows(
            AppException.class,
            () -> VersionReport.of("1", new String[] {"--version", "--verbose"}, image));
    assertEquals(
        "heddle: no bill of materials: "
            + image.resolve("share/heddle/heddle.cdx.json")
            + ", which images have",
        failure.getMessage());
  }
}
