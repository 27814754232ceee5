package modellint.verify.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.run.Norm;

/** What is asked of one run for a question, and how the result reads as an answer. */
final class Measurement {

  private final Question question;

  Measurement(Question question) {
    this.question = question;
  }

  Request request() {
    Set<String> wanted = new LinkedHashSet<>();
    Set<String> values = new LinkedHashSet<>();
    for (Question.Target layer : question.layers()) {
      if (!layer.weight().isEmpty()) {
        wanted.add(layer.weight());
      }
      values.add(layer.output());
    }
    values.addAll(question.stations());
    wanted.addAll(values);
    // a layer without a float weight still passes on what comes to its output
    return new Request(wanted, Set.of(), wanted, values, Gauges.of(question.layers()));
  }

  /** Names of layers' outputs and stations that are not finite. */
  Set<String> broken(Differentiated.Result result) {
    Set<String> broken = new LinkedHashSet<>();
    result.values().forEach((name, norm) -> addBroken(name, norm, broken));
    result.outputs().forEach((name, block) -> addBroken(name, Norm.of(block.reals()), broken));
    return broken;
  }

  private static void addBroken(String name, Norm norm, Set<String> broken) {
    if (!norm.isFinite()) {
      broken.add(name);
    }
  }

  static boolean isBackwardBroken(Differentiated.Result result) {
    return result.norms().values().stream().anyMatch(it -> !it.isFinite());
  }

  Answer.Seed read(
      Differentiated.Result result,
      Optional<Answer.Fault> forward,
      Optional<Answer.Fault> backward,
      Optional<Trial> trial) {
    var rows = new ArrayList<Answer.Row>();
    for (Question.Target it : question.layers()) {
      rows.add(
          new Answer.Row(
              it.output(),
              Math.pow(10, rms(it.output(), result.values())),
              norm(it.output(), result.norms()),
              rms(it.weight(), result.norms()),
              Gauges.read(it, result.readings())));
    }
    List<Answer.Station> stations =
        question.stations().stream()
            .map(it -> new Answer.Station(it, rms(it, result.values()), norm(it, result.norms())))
            .toList();
    double output =
        result.outputs().values().stream()
            .findFirst()
            .map(it -> Math.pow(10, rmsLog10(Norm.of(it.reals()))))
            .orElse(Double.NaN);
    return new Answer.Seed(output, rows, stations, forward, backward, trial);
  }

  private static double rms(String name, Map<String, Norm> norms) {
    return Optional.ofNullable(norms.get(name)).map(Measurement::rmsLog10).orElse(Double.NaN);
  }

  private static double norm(String name, Map<String, Norm> norms) {
    return Optional.ofNullable(norms.get(name))
        .map(it -> it.isFinite() ? it.log10() : Double.POSITIVE_INFINITY)
        .orElse(Double.NaN);
  }

  private static double rmsLog10(Norm norm) {
    return norm.isFinite() ? norm.rmsLog10() : Double.POSITIVE_INFINITY;
  }
}
