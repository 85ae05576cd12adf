package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http1.HttpFields.HttpField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class HttpFieldsTest {
  private static final HttpFields FIELDS =
      HttpFields.of("Connection", "close, X-A", "X-A", "1", "connection", ",x-b,,", "x-a", "2");

  @Test
  void namesAreComparedWithoutCase() {
    assertEquals(List.of("1", "2"), FIELDS.values("x-A"));
    assertEquals(Optional.of("1"), FIELDS.firstValue("X-a"));
    assertEquals(List.of(), FIELDS.values("X"));
    assertEquals(Optional.empty(), FIELDS.firstValue("X"));
  }

  @Test
  void listMembersComeFromAllLinesWithoutEmptyOnes() {
    assertEquals(List.of("close", "X-A", "x-b"), FIELDS.listMembers("CONNECTION"));
    assertEquals(List.of("a", "b"), HttpFields.of("X", ", a\t,,b ,").listMembers("X"));
    assertEquals(List.of(), HttpFields.of("X", "").listMembers("X"));
    assertEquals(List.of(), HttpFields.of("X", ",,").listMembers("X"));
  }

  @Test
  void withAddsAtTheEndOfACopy() {
    HttpFields one = HttpFields.of("X", "1");
    assertEquals(HttpFields.of("X", "1", "Y", "2"), one.with("Y", "2"));
    assertEquals(HttpFields.of("X", "1"), one);
  }

  @Test
  void copiesItsList() {
    List<HttpField> lines = new ArrayList<>();
    HttpFields fields = new HttpFields(lines);
    lines.add(new HttpField("X", "1"));
    assertEquals(HttpFields.NONE, fields);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "X ", "X:", "X\r\n", "é", "日本", "\0"})
  void aNameIsAToken(String name) {
    assertThrows(IllegalArgumentException.class, () -> new HttpField(name, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" a", "a ", "\ta", "a\t", "a\r\nY: b", "a\nb", "a\rb", "\0", "\u007f", "日本"})
  void aValueIsTrimmedTextInIso88591(String value) {
    assertThrows(IllegalArgumentException.class, () -> new HttpField("X", value));
  }
}
