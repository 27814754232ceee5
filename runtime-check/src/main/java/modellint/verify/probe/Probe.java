package modellint.verify.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.ModelProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.run.Norm;
import modellint.verify.run.UnsupportedModelException;

/** Runs a model forward and backward, once for each seed, and says what every layer did. */
public final class Probe {

  /** Open axes of images are tried at these sizes, in turn. */
  private static final long[] SPATIAL = {64, 224, 32};

  private Probe() {}

  public static Answer of(Question question) throws IOException {
    return of(question, () -> {});
  }

  /**
   * @param ran told after each run
   */
  public static Answer of(Question question, Runnable ran) throws IOException {
    Path file = Path.of(question.model());
    ModelProto prepared =
        Preparation.of(
            ModelProto.parseFrom(Files.readAllBytes(file)),
            file.toAbsolutePath().resolveSibling(""));
    LossHead head = LossHead.of(prepared, question.loss());
    UnsupportedModelException first = new UnsupportedModelException("no size was tried");
    for (int i = 0; i < SPATIAL.length; i++) {
      try {
        return run(head, question, new Feeds(prepared.getGraph(), question, SPATIAL[i]), ran);
      } catch (UnsupportedModelException e) {
        first = i == 0 ? e : first;
      }
    }
    throw first;
  }

  private static Answer run(LossHead head, Question question, Feeds feeds, Runnable ran) {
    Set<String> weights = new LinkedHashSet<>();
    Set<String> wanted = new LinkedHashSet<>();
    Set<String> values = new LinkedHashSet<>();
    for (Question.Target layer : question.layers()) {
      weights.add(layer.weight());
      wanted.add(layer.weight());
      wanted.add(layer.output());
      values.add(layer.output());
    }
    Set<String> sources = new LinkedHashSet<>(weights);
    Map<String, Block> inputs = feeds.draw(question.seeds().get(0));
    // a layer without a float weight still passes on what comes to its output
    sources.addAll(values);
    var request = new Request(sources, Set.of(), wanted, values);
    var seeds = new ArrayList<Answer.Seed>();
    try (var differentiated = Differentiated.of(head.model(), inputs, request, Registry.STANDARD)) {
      for (long seed : question.seeds()) {
        var cotangents = new Cotangents(question.loss(), head.classAxis(), seed);
        seeds.add(seed(question, differentiated.run(feeds.draw(seed), cotangents::at)));
        ran.run();
      }
      return new Answer(seeds, List.copyOf(new LinkedHashSet<>(differentiated.cuts().values())));
    }
  }

  private static Answer.Seed seed(Question question, Differentiated.Result result) {
    var rows = new ArrayList<Answer.Row>();
    for (Question.Target layer : question.layers()) {
      rows.add(
          new Answer.Row(
              layer.output(),
              result.values().containsKey(layer.output())
                  ? Math.pow(10, rmsLog10(result.values().get(layer.output())))
                  : Double.NaN,
              result.norms().containsKey(layer.output())
                  ? log10(result.norms().get(layer.output()))
                  : Double.NaN,
              result.norms().containsKey(layer.weight())
                  ? rmsLog10(result.norms().get(layer.weight()))
                  : Double.NaN));
    }
    double rms =
        result.outputs().values().stream()
            .findFirst()
            .map(it -> Math.pow(10, rmsLog10(Norm.of(it.reals()))))
            .orElse(Double.NaN);
    return new Answer.Seed(rms, rows);
  }

  private static double log10(Norm norm) {
    return norm.isFinite() ? norm.log10() : Double.POSITIVE_INFINITY;
  }

  private static double rmsLog10(Norm norm) {
    return norm.isFinite() ? norm.rmsLog10() : Double.POSITIVE_INFINITY;
  }
}
