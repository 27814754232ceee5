package modellint.smile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Node;
import org.junit.jupiter.api.Test;

/**
 * EfficientNetV2 (Tan and Le 2021) as the sources of smile-deep 4.4.2 build it: records, norm
 * layers by reference, blocks with a residual sum behind a flag, changes in place.
 */
class EfficientNetTest {

  /** Trainable parameters of torchvision's S, M and L, of which these are ports. */
  private static final List<Long> TORCHVISION = List.of(21_458_488L, 54_139_356L, 118_515_272L);

  private static final Library.Found FOUND = found("smile/vision/EfficientNet.java");

  private static Library.Found found(String path) {
    var smile = new Smile();
    SourceFile file = source(path).orElseThrow();
    var sources = new Sources(List.of(file), it -> source(it.replace('.', '/') + ".java"));
    return smile.definitions(new Evaluator(sources, smile.api()).run(file, smile.marks()), "");
  }

  private static Optional<SourceFile> source(String path) {
    try (InputStream in = EfficientNetTest.class.getClassLoader().getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              SourceReader.parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException | SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_three_sizes_have_the_parameters_of_the_original() {
    assertEquals(java.util.Map.of(), FOUND.refused());
    assertEquals(
        TORCHVISION, FOUND.definitions().stream().map(it -> it.trainable().size()).toList());
  }

  @Test
  void a_residual_sum_is_drawn_where_stride_and_channels_allow_it() {
    Definition small = FOUND.definitions().get(0);

    // Every block but the first of a stage, and that one too where it keeps size and channels.
    int blocks = 2 + 4 + 4 + 6 + 9 + 15;
    assertEquals(blocks - 5, count(small, "Add"));
    // All but the first of them, whose probability is zero, may drop the block; so may the head.
    assertEquals(blocks - 5, count(small, "Dropout"));
    assertEquals(6 + 9 + 15, count(small, "GlobalAveragePool") - 1);
  }

  @Test
  void what_a_block_is_made_of_is_said_to_depend_on_its_configuration() {
    Library.Found block = found("smile/vision/layer/MBConv.java");

    assertEquals(List.of(), block.definitions());
    assertTrue(
        List.copyOf(block.refused().values())
            .get(0)
            .matches("whether the layer of line \\d+ is added is not known"));
  }

  @Test
  void the_factories_of_the_library_itself_are_no_definitions() {
    var quiet = new ArrayList<Object>();
    for (String path : List.of("deep/layer/Layer", "deep/layer/LayerBlock")) {
      Library.Found found = found("smile/" + path + ".java");
      quiet.addAll(found.definitions());
      quiet.addAll(found.refused().values());
    }

    assertEquals(List.of(), quiet);
  }

  private static long count(Definition it, String operator) {
    return it.graph().nodes().stream().map(Node::type).filter(operator::equals).count();
  }
}
