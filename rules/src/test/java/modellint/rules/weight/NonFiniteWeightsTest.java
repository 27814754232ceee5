package modellint.rules.weight;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Attribute;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.Value;
import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class NonFiniteWeightsTest {
  @Test
  void a_weight_that_is_not_a_number_is_found() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.xavier().withNans(3)).build();

    assertEquals(
        """
        error[ML203]: a weight of this layer is not a finite number
          --> net :: dense2
           = elements NaN or infinite 3.00 (measured), limit 0
           = help: export a checkpoint from before the weights went out of range
        """,
        lint(new NonFiniteWeights(), net));
  }

  @Test
  void a_weight_in_a_branch_is_found_once() {
    Graph body = net().dense(64, 10, Fill.xavier().withNans(3)).build();

    assertEquals(
        """
        error[ML203]: a weight of this layer is not a finite number
          --> net :: dense1
           = elements NaN or infinite 3.00 (measured), limit 0
           = help: export a checkpoint from before the weights went out of range
        """,
        lint(new NonFiniteWeights(), chosen(Map.of(), branch(body, body.parameters()))));
  }

  @Test
  void a_weight_around_a_branch_that_uses_it_is_found() {
    Graph body = net().dense(64, 10, Fill.xavier().withNans(3)).build();

    assertEquals(
        lint(new NonFiniteWeights(), body),
        lint(new NonFiniteWeights(), chosen(body.parameters(), branch(body, Map.of()))));
  }

  /** The model as a branch: what it does not store itself comes from around it. */
  private static Graph branch(Graph model, Map<String, Parameter> stored) {
    var captured = new HashSet<>(model.parameters().keySet());
    captured.removeAll(stored.keySet());
    model.inputs().forEach(it -> captured.add(it.name()));
    return new Graph(
        model.name(),
        model.nodes(),
        List.of(),
        model.outputs(),
        stored,
        model.declared(),
        captured,
        model.training(),
        model.metadata(),
        model.place());
  }

  /** An If that goes the same way either way. */
  private static Graph chosen(Map<String, Parameter> around, Graph branch) {
    Place place = new Place.NodeAt("net", "choice");
    var branches =
        Map.<String, Attribute>of(
            "then_branch", new Attribute.SubGraph(branch),
            "else_branch", new Attribute.SubGraph(branch));
    return new Graph(
        "net",
        List.of(new Node("choice", "", "If", 16, branches, List.of("fast"), List.of("y"), place)),
        List.of(new Value("fast", ElementType.BOOL, Optional.empty())),
        List.of(new Value("y", ElementType.FLOAT, Optional.empty())),
        around,
        Map.of(),
        Set.of(),
        Training.UNKNOWN,
        Map.of(),
        place);
  }

  @Test
  void a_mask_of_infinities_is_no_weight() {
    var net =
        net()
            .dense(64, 64, Fill.he().stored())
            .relu()
            .mask(Double.NEGATIVE_INFINITY)
            .apply("Softmax")
            .dense(64, 10, Fill.xavier().stored())
            .build();

    assertEquals("", lint(new NonFiniteWeights(), net));
  }

  @Test
  void finite_weights_stay_silent() {
    var net =
        net()
            .dense(64, 64, Fill.he().stored())
            .batchNorm()
            .relu()
            .dense(64, 10, Fill.xavier().stored())
            .build();

    assertEquals("", lint(new NonFiniteWeights(), net));
  }

  @Test
  void weights_that_are_not_stated_stay_silent() {
    var net = net().dense(64, 64, Fill.unknown()).relu().dense(64, 10, Fill.unknown()).build();

    assertEquals("", lint(new NonFiniteWeights(), net));
  }
}
