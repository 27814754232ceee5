package modellint.rules.structure;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.graph.Dim;
import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class OversizedWindowTest {

  @Test
  void the_third_pooling_of_four_pixels() {
    Net net = net(3, 16, 16).conv(8, 3, Fill.he()).times(5, it -> it.maxPool(2, 2, false));

    assertEquals(
        """
        error[ML319]: the window of this pooling is larger than its padded input
          --> net :: maxPool5
           = positions under the window 2.00 (exact), limit 1.00
           = help: pad this input, make the window smaller, or shrink the images less before it
        """,
        lint(new OversizedWindow(), net.build()));
  }

  @Test
  void an_image_that_is_as_large_as_the_window() {
    assertEquals("", lint(new OversizedWindow(), net(3, 16, 16).maxPool(16, 16, false).build()));
  }

  @Test
  void a_window_larger_than_the_image_but_not_than_its_padding() {
    assertEquals("", lint(new OversizedWindow(), net(3, 2, 2).conv(8, 3, Fill.he()).build()));
  }

  @Test
  void a_last_window_that_reaches_over_the_end() {
    assertEquals("", lint(new OversizedWindow(), net(3, 2, 2).maxPool(3, 2, true).build()));
    assertEquals(
        1,
        lint(new OversizedWindow(), net(3, 2, 2).maxPool(4, 2, true).build())
            .lines()
            .filter(it -> it.startsWith("error"))
            .count());
  }

  @Test
  void nothing_is_claimed_of_images_of_unknown_size() {
    Net net = Net.images(3, List.of(Dim.symbol("H"), Dim.symbol("W"))).maxPool(64, 64, false);

    assertEquals("", lint(new OversizedWindow(), net.build()));
  }
}
