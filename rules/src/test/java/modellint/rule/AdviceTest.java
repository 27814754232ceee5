package modellint.rule;

import static modellint.testing.Linting.subject;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final Advice CLIP =
      new Advice("clip the gradient", Map.of("djl", "add .optClipGrad(1f)"));

  private static String said(Net net) {
    return CLIP.to(subject(net.dense(4, 2, Fill.he()).build())).text();
  }

  @Test
  void speaks_the_language_of_the_library() {
    assertEquals("add .optClipGrad(1f)", said(net().writtenWith("djl")));
  }

  @Test
  void is_plain_for_a_library_without_words_of_its_own() {
    assertEquals("clip the gradient", said(net().writtenWith("encog")));
  }

  @Test
  void is_plain_where_no_library_is_known() {
    assertEquals("clip the gradient", said(net()));
  }
}
