package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static final Fields FIELDS =
      Fields.of("Connection", "close, X-A", "X-A", "1", "connection", ",x-b,,", "x-a", "2");

  @Test
  void namesAreComparedWithoutCase() {
    assertEquals(List.of("1", "2"), FIELDS.values("x-A"));
    assertEquals(Optional.of("1"), FIELDS.first("X-a"));
    assertEquals(List.of(), FIELDS.values("X"));
    assertEquals(Optional.empty(), FIELDS.first("X"));
  }

  @Test
  void membersComeFromAllLinesWithoutEmptyOnes() {
    assertEquals(List.of("close", "X-A", "x-b"), FIELDS.members("CONNECTION"));
    assertEquals(List.of("a", "b"), Fields.of("X", ", a\t,,b ,").members("X"));
    assertEquals(List.of(), Fields.of("X", "").members("X"));
    assertEquals(List.of(), Fields.of("X", ",,").members("X"));
  }

  @Test
  void withAddsAtTheEndOfACopy() {
    Fields one = Fields.of("X", "1");
    assertEquals(Fields.of("X", "1", "Y", "2"), one.with("Y", "2"));
    assertEquals(Fields.of("X", "1"), one);
  }

  @Test
  void keepsNoListThatOthersCanChange() {
    List<Field> lines = new ArrayList<>();
    Fields fields = new Fields(lines);
    lines.add(new Field("X", "1"));
    assertEquals(Fields.NONE, fields);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "X ", "X:", "X\r\n", "é", "日本", "\0"})
  void aNameIsAToken(String name) {
    assertThrows(IllegalArgumentException.class, () -> new Field(name, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" a", "a ", "\ta", "a\t", "a\r\nY: b", "a\nb", "a\rb", "\0", "\u007f", "日本"})
  void aValueIsTrimmedTextThatABytePerCharacterCanCarry(String value) {
    assertThrows(IllegalArgumentException.class, () -> new Field("X", value));
  }
}
