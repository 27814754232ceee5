package modellint.verify.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import modellint.analysis.layer.Layer;
import modellint.analysis.signal.Scores;
import modellint.graph.Loss;
import modellint.graph.Node;
import modellint.rule.Finding;
import modellint.rule.Subject;
import modellint.verify.probe.Question;

/** What the probe is asked about a model, so that its findings can be settled. */
final class Inquiry {

  private static final String RANGE = "modellint.input_range.";

  /** Rules that speak of the units of a layer one by one. */
  private static final Set<String> OF_UNITS = Set.of("symmetric-weights", "dead-channels");

  private final Subject subject;
  private final List<Finding> findings;

  Inquiry(Subject subject, List<Finding> findings) {
    this.subject = subject;
    this.findings = List.copyOf(findings);
  }

  /** {@code model} and {@code samples} are files that the probe can read. */
  Question about(String model, List<Long> seeds, List<String> samples) {
    return new Question(
        model,
        subject.signal().loss().map(Loss::word).filter(it -> !it.equals("other")).orElse("random"),
        inputs(samples),
        seeds,
        subject.layers().all().stream().map(this::target).toList(),
        subject.signal().scores().map(Scores::stations).stream()
            .flatMap(it -> it.names().stream())
            .toList(),
        new Simulation(subject).of(findings),
        new Searches(subject, findings).all());
  }

  /** As the prediction has it: batch normalisation's gradients hang on the batch. */
  private Question.Inputs inputs(List<String> samples) {
    var sizes = new TreeMap<String, Long>(subject.signal().assumed());
    sizes.putAll(subject.assumptions().sizes());
    return new Question.Inputs(subject.assumptions().batch(), sizes, ranges(), samples);
  }

  private Map<String, Question.Range> ranges() {
    return subject.graph().metadata().entrySet().stream()
        .filter(it -> it.getKey().startsWith(RANGE))
        .flatMap(
            it ->
                range(it.getValue()).stream()
                    .map(range -> Map.entry(it.getKey().substring(RANGE.length()), range)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** {@code min,max}; what cannot be understood counts as not stated. */
  private static Optional<Question.Range> range(String text) {
    String[] ends = text.split("[,;\\s]+", 2);
    try {
      double low = Double.parseDouble(ends[0].strip());
      double high = Double.parseDouble(ends[ends.length - 1].strip());
      return ends.length == 2 && low < high && Double.isFinite(high - low)
          ? Optional.of(new Question.Range(low, high))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Question.Target target(Layer layer) {
    boolean byUnit =
        findings.stream()
            .anyMatch(it -> OF_UNITS.contains(it.name()) && Units.isMeant(layer, subject, it));
    return new Question.Target(
        layer.node().output(),
        layer.weight().name(),
        byUnit ? layer.outputAxis() : -1,
        layer.activation().flatMap(it -> behind(layer, it)).orElse(""),
        layer.activation().orElse(""));
  }

  /** The output of the activation behind {@code layer}. */
  private Optional<String> behind(Layer layer, String activation) {
    Set<String> reached = new HashSet<>(layer.node().outputs());
    for (Node node : subject.graph().nodes()) {
      if (node.inputs().stream().noneMatch(reached::contains)
          || subject.layers().of(node).isPresent()) {
        continue;
      }
      boolean written =
          subject
              .patterns()
              .producing(node.output())
              .filter(it -> it.kind().word().equals(activation))
              .isPresent();
      if (node.type().equals(activation) || written) {
        return Optional.of(node.output());
      }
      reached.addAll(node.outputs());
    }
    return Optional.empty();
  }
}
