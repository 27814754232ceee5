package modellint.verify.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.Readings;
import modellint.engine.LayerRow;
import modellint.engine.ModelRun;
import modellint.rule.Measure;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.verify.probe.Answer;

/** The seeds' runs, each as a subject whose signal is what was measured. */
final class Runs {

  private final Subject subject;
  private final List<Answer.Seed> seeds;
  private final List<Subject> measured;

  Runs(Subject subject, List<Answer.Seed> seeds) {
    this.subject = subject;
    this.seeds = List.copyOf(seeds);
    this.measured = seeds.stream().map(this::measured).toList();
  }

  List<Subject> all() {
    return measured;
  }

  /** Growth of the gradient from the last layer to the first, ascending over the seeds. */
  double[] growths() {
    return seeds.stream()
        .filter(it -> !it.layers().isEmpty())
        .mapToDouble(it -> relative(it).get(0).gradientLog10())
        .filter(Double::isFinite)
        .sorted()
        .toArray();
  }

  /** What the runs make of a measure, ascending; empty where a run says nothing about it. */
  double[] values(Measure measure) {
    return measured.stream()
        .flatMapToDouble(it -> value(measure, it).stream())
        .filter(Double::isFinite)
        .sorted()
        .toArray();
  }

  private static OptionalDouble value(Measure measure, Subject run) {
    OptionalDouble damage = Damage.value(measure.name(), run);
    if (damage.isPresent()) {
      return damage;
    }
    return run.learningRate().stream()
        .flatMap(it -> it.updates().stream())
        .filter(it -> measure.name().endsWith(" of " + it.layer().weight().name()))
        .mapToDouble(LearningRate.Update::relative)
        .findFirst();
  }

  /** Measured numbers of the layers, the median over the seeds. */
  Map<String, LayerRow.Measured> layers() {
    var found = new HashMap<String, LayerRow.Measured>();
    List<List<Answer.Row>> runs = seeds.stream().map(Runs::relative).toList();
    List<Map<String, Double>> updates = measured.stream().map(Runs::updates).toList();
    for (int i = 0; i < (runs.isEmpty() ? 0 : runs.get(0).size()); i++) {
      int at = i;
      List<Answer.Row> rows = runs.stream().map(it -> it.get(at)).toList();
      List<Answer.Row> plain = seeds.stream().map(it -> it.layers().get(at)).toList();
      double rms = median(rows, Answer.Row::activationRms);
      String output = rows.get(0).output();
      LayerRow.NonFinite nonFinite = nonFinite(plain);
      if (Double.isFinite(rms) || nonFinite != LayerRow.NonFinite.NOTHING) {
        found.put(
            output,
            new LayerRow.Measured(
                rms,
                median(rows, Answer.Row::gradientLog10),
                median(rows, Answer.Row::weightGradientLog10),
                median(plain, it -> Math.pow(10, it.gradientLog10())),
                median(plain, it -> Math.pow(10, it.weightGradientLog10())),
                median(plain, it -> it.units().zero()),
                median(plain, it -> it.units().saturated()),
                median(updates, it -> it.getOrDefault(output, Double.NaN)),
                nonFinite));
      }
    }
    return found;
  }

  /** An infinite logarithm stands for NaN or infinity; minus infinity is that of zero. */
  private static LayerRow.NonFinite nonFinite(List<Answer.Row> rows) {
    if (rows.stream().anyMatch(it -> it.activationRms() == Double.POSITIVE_INFINITY)) {
      return LayerRow.NonFinite.OUTPUT;
    }
    return rows.stream().anyMatch(it -> it.gradientLog10() == Double.POSITIVE_INFINITY)
        ? LayerRow.NonFinite.GRADIENT
        : LayerRow.NonFinite.NOTHING;
  }

  /** How often the model was run, and the node of the first run that broke. */
  ModelRun whole() {
    return new ModelRun(
        seeds.size(),
        broken(Answer.Seed::forward, ModelRun.Pass.FORWARD)
            .or(() -> broken(Answer.Seed::backward, ModelRun.Pass.BACKWARD)));
  }

  private Optional<ModelRun.Breakdown> broken(
      Function<Answer.Seed, Optional<Answer.Fault>> fault, ModelRun.Pass pass) {
    return seeds.stream()
        .flatMap(it -> fault.apply(it).stream())
        .findFirst()
        .map(it -> new ModelRun.Breakdown(it.node(), it.operator(), pass));
  }

  private static Map<String, Double> updates(Subject run) {
    return run.learningRate().stream()
        .flatMap(it -> it.updates().stream())
        .collect(
            Collectors.toMap(
                it -> it.layer().node().output(),
                LearningRate.Update::relative,
                (one, two) -> one));
  }

  /** NaN where it is not finite. */
  private static <T> double median(List<T> rows, ToDoubleFunction<T> number) {
    double[] sorted = rows.stream().mapToDouble(number).sorted().toArray();
    double middle = sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    return Double.isFinite(middle) ? middle : Double.NaN;
  }

  /** The rows with gradients relative to the last layer. */
  private static List<Answer.Row> relative(Answer.Seed seed) {
    if (seed.layers().isEmpty()) {
      return List.of();
    }
    Answer.Row last = seed.layers().get(seed.layers().size() - 1);
    return seed.layers().stream()
        .map(
            it ->
                new Answer.Row(
                    it.output(),
                    it.activationRms(),
                    it.gradientLog10() - last.gradientLog10(),
                    it.weightGradientLog10() - last.weightGradientLog10(),
                    it.units()))
        .toList();
  }

  private Subject measured(Answer.Seed seed) {
    var byOutput = new HashMap<String, Integer>();
    List<Answer.Row> rows = relative(seed);
    for (int i = 0; i < rows.size(); i++) {
      byOutput.put(rows.get(i).output(), i);
    }
    var flows = new ArrayList<LayerFlow>();
    for (LayerFlow flow : subject.signal().layers()) {
      Optional<Integer> at = Optional.ofNullable(byOutput.get(flow.layer().node().output()));
      if (at.filter(it -> !Double.isNaN(rows.get(it).gradientLog10())).isPresent()) {
        Answer.Row row = rows.get(at.get());
        double weight = seed.layers().get(at.get()).weightGradientLog10();
        flows.add(
            flow.measured(
                row.activationRms(),
                row.gradientLog10(),
                row.weightGradientLog10(),
                Math.pow(10, weight)));
      }
    }
    return subject.with(subject.signal().measured(flows, readings(seed)));
  }

  private static Readings readings(Answer.Seed seed) {
    var signal = new HashMap<String, Double>();
    var gradient = new HashMap<String, Double>();
    var weight = new HashMap<String, Double>();
    for (Answer.Row it : seed.layers()) {
      signal.put(it.output(), Math.log10(it.activationRms()));
      gradient.put(it.output(), it.gradientLog10());
      weight.put(it.output(), it.weightGradientLog10());
    }
    for (Answer.Station it : seed.stations()) {
      signal.put(it.value(), it.signalLog10());
      gradient.put(it.value(), it.gradientLog10());
    }
    return new Readings(signal, gradient, weight, seed.outputRms());
  }
}
