package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Attribute;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A cell that can only add. */
@RuleInfo(
    id = "ML705",
    severity = Severity.WARNING,
    summary = "The cells of an LSTM squash with a sigmoid instead of tanh",
    docs =
        """
        ## What it does
        Finds LSTM layers whose cell input goes through a sigmoid. DL4J takes the cell
        activation from the global default, which is the sigmoid; ONNX files state it in
        activations.

        ## Why it matters
        The cell is fed positive numbers only, so its state grows with every step and saturates;
        nothing can be taken back but by forgetting.

        ## How to fix
        `.activation(Activation.TANH)` on the LSTM.

        ## References
        Hochreiter and Schmidhuber 1997, Long short-term memory,
        <https://doi.org/10.1162/neco.1997.9.8.1735>
        """)
public final class SigmoidCell implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().nodes().stream()
        .filter(it -> it.is("LSTM") && isSigmoid(it))
        .map(this::describe);
  }

  /** Three functions for each direction: gates, cell input, cell output. */
  private static boolean isSigmoid(Node node) {
    return node.attributes().get("activations") instanceof Attribute.Texts it
        && it.values().size() >= 3
        && it.values().get(1).equals("Sigmoid");
  }

  private Finding describe(Node node) {
    return Finding.of(
        this,
        Severity.WARNING,
        node.place(),
        "the cells of this LSTM are fed through a sigmoid, so their state only grows",
        List.of(new Measure("least cell input", new Estimate(0, Estimate.Basis.EXACT), -1)),
        Fix.of("add .activation(Activation.TANH) to the LSTM"));
  }
}
