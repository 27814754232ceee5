package modellint.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GlobTest {

  @Test
  void a_star_stops_at_a_slash() {
    assertTrue(new Glob("models/*.onnx").matches("models/a.onnx"));
    assertFalse(new Glob("models/*.onnx").matches("models/old/a.onnx"));
    assertTrue(new Glob("/layer?/*/Gemm").matches("/layer1/fc/Gemm"));
    assertFalse(new Glob("?").matches("/"));
  }

  @Test
  void two_stars_do_not() {
    assertTrue(new Glob("models/**").matches("models/old/a.onnx"));
    assertTrue(new Glob("**/a.onnx").matches("a.onnx"));
    assertTrue(new Glob("x/**/a.onnx").matches("x/y/z/a.onnx"));
    assertFalse(new Glob("x/**/a.onnx").matches("x/y/za.onnx"));
  }

  @Test
  void everything_else_means_itself() {
    assertTrue(new Glob("(a+)+$[b]{c}").matches("(a+)+$[b]{c}"));
    assertFalse(new Glob("a").matches("ab"));
    assertFalse(new Glob("ab").matches("a"));
  }

  @Test
  void a_hostile_pattern_takes_no_longer_than_its_length_allows() {
    assertFalse(new Glob("**a".repeat(200) + "b").matches("a".repeat(5_000)));
  }
}
