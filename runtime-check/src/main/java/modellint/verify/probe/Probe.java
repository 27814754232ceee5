package modellint.verify.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import modellint.onnx.proto.ModelProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Forward;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.search.Archive;
import modellint.verify.search.Find;
import modellint.verify.search.Hunt;
import modellint.verify.search.Search;

/** Runs a model forward and backward, once for each seed, and says what every layer did. */
public final class Probe {

  /** Open axes of images are tried at these sizes, in turn. */
  private static final long[] SPATIAL = {64, 224, 32};

  /** Samples that show whether a batch is hard-coded. */
  private static final int OTHER_BATCH = 3;

  private static final String STORED =
      "batch normalisation is run with its stored statistics, as the file has it";

  /** Samples in a search: one element gone astray is enough. */
  private static final int FEW = 2;

  private final ModelProto whole;
  private final ModelProto model;
  private final Question question;
  private final Measurement measurement;

  private final OptionalInt classAxis;
  private final Runnable ran;

  private Probe(ModelProto whole, Question question, Runnable ran) {
    LossHead head = LossHead.of(whole, question.loss());
    this.whole = whole;
    this.model = head.model();
    this.classAxis = head.classAxis();
    this.ran = ran;
    this.question = question;
    this.measurement = new Measurement(question);
  }

  public static Answer of(Question question) throws IOException {
    return of(question, () -> {});
  }

  /**
   * @param ran told after each run
   */
  public static Answer of(Question question, Runnable ran) throws IOException {
    Path file = Path.of(question.model());
    ModelProto model = Preparation.of(file);
    var probe = new Probe(model, question, ran);
    List<String> files = question.inputs().samples();
    Optional<Samples> samples =
        files.isEmpty() ? Optional.empty() : Optional.of(Samples.read(files));
    var feeds = new Feeds(model.getGraph(), question.inputs(), SPATIAL[0], samples);
    return samples.isPresent() ? probe.run(feeds) : probe.tried(feeds);
  }

  /** With the sizes that the predictions assume, and where the model takes none such, others. */
  private Answer tried(Feeds feeds) {
    UnsupportedModelException first = new UnsupportedModelException("no size was tried");
    int assumed = question.inputs().batch();
    for (int batch : assumed == 1 ? new int[] {1} : new int[] {assumed, 1}) {
      for (long size : SPATIAL) {
        try {
          return run(feeds.sized(batch, size));
        } catch (UnsupportedModelException e) {
          first = batch == assumed && size == SPATIAL[0] ? e : first;
        }
        if (!feeds.hasOpenAxes()) {
          throw first;
        }
      }
    }
    throw first;
  }

  private Answer run(Feeds feeds) {
    var seeds = new ArrayList<Answer.Seed>();
    Map<String, Block> inputs = feeds.draw(question.seeds().get(0));
    Optional<Rehearsal> rehearsal =
        question.descent().map(it -> new Rehearsal(whole, it, question.seeds().size()));
    try (var differentiated =
        Differentiated.of(model, inputs, measurement.request(), Registry.STANDARD)) {
      for (long seed : question.seeds()) {
        seeds.add(seed(differentiated, feeds, rehearsal, seed));
        ran.run();
      }
      var remarks = new LinkedHashSet<>(differentiated.remarks());
      fixedBatch(feeds).ifPresent(remarks::add);
      InTraining.stored(whole).ifPresent(it -> remarks.add(STORED));
      return new Answer(
          seeds,
          List.copyOf(new LinkedHashSet<>(differentiated.cuts().values())),
          List.copyOf(remarks),
          finds(feeds));
    }
  }

  /** A batch that the model leaves open in its signature alone. */
  private Optional<String> fixedBatch(Feeds feeds) {
    if (!feeds.hasOpenBatch()) {
      return Optional.empty();
    }
    try {
      Forward.check(model, feeds.sized(OTHER_BATCH, feeds.image()).draw(question.seeds().get(0)));
      return Optional.empty();
    } catch (UnsupportedModelException e) {
      return Optional.of(
          "the batch is open in the model's inputs, but it takes no batch of " + OTHER_BATCH);
    }
  }

  /** The inputs that are found are left beside the model, for the parent to take. */
  private List<Find> finds(Feeds feeds) {
    var ranges = new HashMap<String, double[]>();
    question
        .inputs()
        .ranges()
        .forEach((name, it) -> ranges.put(name, new double[] {it.low(), it.high()}));
    List<String> weights = question.layers().stream().map(Question.Target::weight).toList();
    var finds = new ArrayList<Find>();
    for (int i = 0; i < question.searches().size(); i++) {
      Search search = question.searches().get(i);
      Hunt.Result result = new Hunt(model, ranges, feeds.few(FEW)::draw, weights).search(search);
      if (result.find().runs() == 0) {
        // A model may take one batch and no other.
        result = new Hunt(model, ranges, feeds::draw, weights).search(search);
      }
      Path file = Path.of(question.model()).resolveSibling(Find.file(i));
      result.input().ifPresent(it -> save(it, file));
      finds.add(result.find());
    }
    return finds;
  }

  private static void save(Map<String, Block> inputs, Path file) {
    try {
      Archive.write(inputs, file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Answer.Seed seed(
      Differentiated differentiated, Feeds feeds, Optional<Rehearsal> rehearsal, long seed) {
    Map<String, Block> inputs = feeds.draw(seed);
    var result = differentiated.run(inputs, new Cotangents(question.loss(), classAxis, seed)::at);
    Set<String> broken = measurement.broken(result);
    var faults = new Faults(model);
    if (!broken.isEmpty()) {
      return measurement.read(
          result, faults.forward(inputs, broken), Optional.empty(), Optional.empty());
    }
    Optional<Answer.Fault> backward =
        Measurement.isBackwardBroken(result)
            ? faults.backward(
                inputs,
                measurement.request().sources(),
                new Cotangents(question.loss(), classAxis, seed)::at)
            : Optional.empty();
    Optional<Trial> trial = rehearsal.map(it -> it.on(feeds.few(Rehearsal.BATCH).draw(seed), seed));
    return measurement.read(result, Optional.empty(), backward, trial);
  }
}
