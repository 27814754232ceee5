package modellint.verify.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.signal.Assumptions;
import modellint.engine.Verification.Settlement;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Subject;
import modellint.rules.Rules;
import modellint.verify.probe.Probe;

/** A fixture with a finding, to be settled by a run under one training or another. */
record Trials(Path file, Graph graph, Finding finding) {

  /** The finding of {@code rule} about a fixture that makes it speak. */
  static Trials of(String fixture, String rule) throws IOException {
    Path file = Path.of("..", "fixtures").resolve(fixture);
    Graph graph = read(file);
    List<Finding> found = Inspection.of(Rules.ALL, subject(graph)).findings();
    return new Trials(
        file, graph, found.stream().filter(it -> it.rule().equals(rule)).findFirst().orElseThrow());
  }

  /** {@code like} said of the first layer of another fixture. */
  static Trials at(String fixture, Finding like) throws IOException {
    Path file = Path.of("..", "fixtures").resolve(fixture);
    Graph graph = read(file);
    return new Trials(
        file,
        graph,
        new Finding(
            like.rule(),
            like.name(),
            like.severity(),
            subject(graph).layers().all().get(0).node().place(),
            like.message(),
            like.measures(),
            like.fix()));
  }

  /** As the file states it. */
  Settlement settle() throws IOException {
    return settle(graph.training());
  }

  /** Whether the same finding holds for a run with another training. */
  Settlement settle(Training training) throws IOException {
    Subject subject = subject(graph.with(training));
    var answer =
        Probe.of(
            new Inquiry(subject, List.of(finding))
                .about(file.toString(), List.of(1L, 2L, 3L), List.of()));
    return new Judge(subject, Rules.ALL, List.of(finding), answer).settle(finding);
  }

  static Training training(
      String optimizer, double rate, Optional<Training.Clipping> clipping, Loss loss) {
    return Training.builder()
        .optimizer(Optional.of(optimizer))
        .learningRate(Optional.of(rate))
        .clipping(clipping)
        .loss(Optional.of(loss))
        .build();
  }

  private static Subject subject(Graph graph) {
    var assumptions = new Assumptions(32, Map.of(), graph.training().loss());
    return new Subject(graph, Map.of(), assumptions);
  }

  private static Graph read(Path file) {
    try {
      return OnnxReader.read(file);
    } catch (ModelReadException e) {
      throw new AssertionError(e);
    }
  }
}
