package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafeTextTest {

  @Test
  void ordinary_text_of_any_language_stays() {
    assertEquals("/層0/Gemm é 😀", SafeText.of("/層0/Gemm é 😀"));
  }

  @Test
  void what_a_terminal_would_obey_becomes_visible() {
    assertEquals(
        "\\u{1b}[31m\\u{a}\\u{0}\\u{7f}\\u{9b}\\u{202e}\\u{2028}\\u{200b}\\u{d800}",
        SafeText.of("\u001b[31m\n\0\u007f\u009b\u202e\u2028\u200b\ud800"));
  }

  @Test
  void sentences_are_read_further_than_names() {
    String sentences = "word ".repeat(100);

    assertEquals(sentences, SafeText.prose(sentences));
    assertEquals("😀".repeat(1000) + "...", SafeText.prose("😀".repeat(10_000)));
  }

  @Test
  void a_name_of_any_length_takes_one_line() {
    assertEquals("😀".repeat(200) + "...", SafeText.of("😀".repeat(10_000)));
  }
}
