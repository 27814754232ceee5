package modellint.analysis.pattern;

import java.util.List;
import java.util.Optional;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/** exp(x) over its sum, with or without the largest x subtracted first. */
record WrittenSoftmax(Wiring wiring) {

  Optional<Pattern> at(Node exp) {
    List<Node> readers = exp.is("Exp") ? wiring.readers(exp.output()) : List.of();
    if (readers.size() != 2) {
      return Optional.empty();
    }
    Sketch sketch = new Sketch(wiring, exp);
    Optional<Node> sum = readers.stream().filter(it -> it.is("ReduceSum")).findFirst();
    Optional<Node> quotient =
        sum.flatMap(
            it ->
                wiring
                    .reader(it.output())
                    .filter(next -> next.is("Div"))
                    .filter(next -> next.inputs().equals(List.of(exp.output(), it.output()))));
    if (quotient.isEmpty()) {
      return Optional.empty();
    }
    sketch.add(sum.get());
    sketch.add(quotient.get());
    return sketch.closed(
        Pattern.Kind.SOFTMAX, data(exp.inputs().get(0), sketch), quotient.get().output());
  }

  private String data(String exponent, Sketch sketch) {
    Optional<Node> difference = wiring.producer(exponent, "Sub");
    Optional<Node> largest =
        difference
            .flatMap(it -> wiring.producer(it.inputs().get(1), "ReduceMax"))
            .filter(it -> it.inputs().get(0).equals(difference.get().inputs().get(0)));
    if (largest.isEmpty()) {
      return exponent;
    }
    sketch.add(largest.get());
    sketch.add(difference.get());
    return difference.get().inputs().get(0);
  }
}
