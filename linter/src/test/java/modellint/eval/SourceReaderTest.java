package modellint.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SourceReaderTest {

  private static String inside(String expression) {
    return "class A { Object a = " + expression + "; }";
  }

  private static void refuses(String source) {
    assertThrows(SourceReader.Unreadable.class, () -> SourceReader.parse("A.java", source));
  }

  @Test
  void nesting_beyond_all_sense_is_refused_before_parsing() {
    refuses(inside("(".repeat(5_000) + "1" + ")".repeat(5_000)));
    refuses("class A { void f() {" + "{".repeat(5_000) + "}".repeat(5_000) + "}}");
  }

  @Test
  void a_cascade_of_casts_is_refused_before_parsing() {
    refuses(inside("(A)".repeat(10_000) + "1"));
  }

  @Test
  void a_file_of_many_megabytes_is_refused() {
    refuses("class A { " + "int x=1; ".repeat(400_000) + "}");
  }

  @Test
  void what_is_not_java_is_refused() {
    refuses("class A { void f( }");
  }

  @Test
  void nesting_within_reason_is_parsed_on_the_large_stack() throws Exception {
    String source = inside("(".repeat(900) + "1" + ")".repeat(900));
    SourceFile file = SourceReader.onLargeStack(() -> SourceReader.parse("A.java", source));
    assertEquals("A", file.classes().get(0).name());
  }

  @Test
  void brackets_in_strings_and_comments_do_not_count() throws Exception {
    String source = inside("\"" + "(".repeat(5_000) + "\" /* " + "{".repeat(5_000) + " */");
    assertEquals(1, SourceReader.parse("A.java", source).classes().size());
  }

  @Test
  void a_source_that_does_not_parse_is_told_by_its_place() {
    var failure =
        assertThrows(
            SourceReader.Unreadable.class,
            () -> SourceReader.parse("Net.java", "class Net {\n  void f() { g( }\n}\n"));

    assertEquals("does not parse in line 2: unexpected \"}\"", failure.getMessage());
  }
}
