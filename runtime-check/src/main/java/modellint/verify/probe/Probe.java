package modellint.verify.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.onnx.proto.ModelProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.UnsupportedModelException;

/** Runs a model forward and backward, once for each seed, and says what every layer did. */
public final class Probe {

  /** Open axes of images are tried at these sizes, in turn. */
  private static final long[] SPATIAL = {64, 224, 32};

  private final ModelProto model;
  private final Question question;
  private final Measurement measurement;

  private Probe(ModelProto model, Question question) {
    this.model = model;
    this.question = question;
    this.measurement = new Measurement(question);
  }

  public static Answer of(Question question) throws IOException {
    Path file = Path.of(question.model());
    ModelProto model =
        Preparation.of(
            ModelProto.parseFrom(Files.readAllBytes(file)),
            file.toAbsolutePath().resolveSibling(""));
    var probe = new Probe(model, question);
    UnsupportedModelException first = new UnsupportedModelException("no size was tried");
    for (int i = 0; i < SPATIAL.length; i++) {
      try {
        return probe.run(new Feeds(model.getGraph(), question.inputs(), SPATIAL[i]));
      } catch (UnsupportedModelException e) {
        first = i == 0 ? e : first;
      }
    }
    throw first;
  }

  private Answer run(Feeds feeds) {
    var seeds = new ArrayList<Answer.Seed>();
    Map<String, Block> inputs = feeds.draw(question.seeds().get(0));
    try (var differentiated =
        Differentiated.of(model, inputs, measurement.request(), Registry.STANDARD)) {
      for (long seed : question.seeds()) {
        seeds.add(seed(differentiated, feeds.draw(seed), seed));
      }
      return new Answer(seeds, List.copyOf(new LinkedHashSet<>(differentiated.cuts().values())));
    }
  }

  private Answer.Seed seed(Differentiated differentiated, Map<String, Block> feeds, long seed) {
    var result = differentiated.run(feeds, new Cotangents(question.loss(), seed)::at);
    Set<String> broken = measurement.broken(result);
    var faults = new Faults(model);
    Optional<Answer.Fault> forward =
        broken.isEmpty() ? Optional.empty() : faults.forward(feeds, broken);
    Optional<Answer.Fault> backward =
        broken.isEmpty() && Measurement.isBackwardBroken(result)
            ? faults.backward(
                feeds, measurement.request().sources(), new Cotangents(question.loss(), seed)::at)
            : Optional.empty();
    return measurement.read(result, forward, backward, Optional.empty());
  }
}
