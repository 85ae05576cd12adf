package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class TextTableTest {
  private static final List<List<String>> ROWS =
      List.of(
          List.of("ID", "CLIENT", "USER", "TARGET", "RULE", "DOWN", "WHY"),
          List.of(
              "#1",
              "192.0.2.117:50312",
              "",
              "a-very-long-name.of.some.example:443",
              "rules[12]",
              "1.5 MB",
              "it refused the connection, as it has done all day"),
          List.of("#2", "192.0.2.1:1", "", "b.example:80", "default", "0 B", ""));

  private static List<String> lines(int width, Set<String> cuts) {
    return new TextTable(ROWS, width, cuts).lines();
  }

  @Test
  void aTableThatFitsIsWhole() {
    Set<String> cuts = new TreeSet<>();
    assertEquals(
        List.of(
            "ID  CLIENT             TARGET                                RULE       DOWN    WHY",
            "#1  192.0.2.117:50312  a-very-long-name.of.some.example:443  rules[12]  1.5 MB  it refused"
                + " the connection, as it has done all day",
            "#2  192.0.2.1:1        b.example:80                          default    0 B"),
        lines(200, cuts));
    assertTrue(cuts.isEmpty());
  }

  @Test
  void aRemarkGoesBelowItsRowBeforeAnythingIsCut() {
    Set<String> cuts = new TreeSet<>();
    assertEquals(
        List.of(
            "ID  CLIENT             TARGET                                RULE       DOWN",
            "#1  192.0.2.117:50312  a-very-long-name.of.some.example:443  rules[12]  1.5 MB",
            "    it refused the connection, as it has done all day",
            "#2  192.0.2.1:1        b.example:80                          default    0 B"),
        lines(80, cuts));
    assertTrue(cuts.isEmpty());
  }

  @Test
  void namesAreCutThenColumnsLeftOut() {
    Set<String> cuts = new TreeSet<>();
    assertEquals(
        List.of(
            "ID  CLIENT          TARGET          DOWN",
            "#1  192.0.2.117:5…  a-very-long-n…  1.5 MB",
            "    it refused the connection, as it has",
            "    done all day",
            "#2  192.0.2.1:1     b.example:80    0 B"),
        lines(44, cuts));
    assertEquals("[RULE, long names]", cuts.toString());
  }

  @Test
  void noLineIsLongerThanTheWidth() {
    for (int width = 40; width < 130; width++) {
      for (String line : lines(width, new TreeSet<>())) {
        assertTrue(line.length() <= width, width + ": " + line);
      }
    }
  }
}
