package modellint.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import modellint.bench.Trial.Row;
import modellint.graph.Graph;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;

/**
 * Prints predicted against measured, one row a family, as Markdown tables: {@code Accuracy
 * DIRECTORY [KIND]}, or layer by layer for one network: {@code Accuracy DIRECTORY KIND NAME}.
 * {@code fixtures/recipes/accuracy.sh} runs it.
 */
final class Accuracy {

  /** Networks named below each table, the worst first. */
  private static final int WORST = 12;

  private final List<Truth> truths;
  private final Map<String, List<Trial>> trials = new LinkedHashMap<>();
  private final Map<String, String> failures = new TreeMap<>();

  Accuracy(List<Truth> truths) {
    this.truths = List.copyOf(truths);
    Truth.LOSSES.keySet().stream().sorted().forEach(loss -> trials.put(loss, new ArrayList<>()));
    this.truths.forEach(this::tryOut);
  }

  /** Every trial under {@code loss}. */
  List<Trial> trials(String loss) {
    return List.copyOf(trials.getOrDefault(loss, List.of()));
  }

  /** What the reader or an analysis did not survive, by network. */
  Map<String, String> failures() {
    return Map.copyOf(failures);
  }

  private void tryOut(Truth truth) {
    try {
      Graph graph = OnnxReader.read(truth.file());
      for (var of : trials.entrySet()) {
        if (truth.measures(of.getKey())) {
          of.getValue().add(Trial.of(truth, graph, of.getKey()));
        }
      }
    } catch (ModelReadException | RuntimeException | StackOverflowError e) {
      failures.put(truth.name(), e.toString());
    }
  }

  /** The table of one quantity under one loss, and below it what it leaves open. */
  String table(Quantity quantity, String loss) {
    List<Trial> all = trials(loss);
    Map<String, List<Trial>> families =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.truth().family(), TreeMap::new, Collectors.toList()));
    var lines = new ArrayList<String>();
    lines.add("### " + quantity.word + ", loss " + loss);
    lines.add("");
    lines.add(Score.HEAD);
    families.forEach((family, of) -> lines.add(Score.of(of, quantity).line(family)));
    lines.add(Score.of(all, quantity).line("ALL"));
    lines.add("");
    lines.add("Worst: " + worst(all, quantity));
    return String.join("\n", lines);
  }

  private static String worst(List<Trial> all, Quantity quantity) {
    Comparator<Trial> bySize =
        Comparator.comparingDouble(it -> -Math.abs(it.error(quantity).orElseThrow()));
    return all.stream()
        .filter(it -> it.error(quantity).isPresent())
        .sorted(bySize)
        .limit(WORST)
        .map(
            it ->
                text(
                    "%s %+.2f (spread %.2f)",
                    it.truth().name(), it.error(quantity).orElseThrow(), it.spread(quantity)))
        .collect(Collectors.joining(", "));
  }

  /** Networks without a prediction, by reason. */
  String abstentions() {
    Map<String, List<String>> reasons =
        trials("random").stream()
            .filter(it -> it.none().isPresent())
            .collect(
                Collectors.groupingBy(
                    it -> it.none().orElseThrow(),
                    TreeMap::new,
                    Collectors.mapping(it -> it.truth().name(), Collectors.toList())));
    var lines = new ArrayList<String>(List.of("### Without a prediction", ""));
    reasons.forEach((reason, names) -> lines.add("- " + reason + ": " + String.join(", ", names)));
    failures.forEach((name, failure) -> lines.add("- FAILED " + name + ": " + failure));
    return String.join("\n", lines);
  }

  /** Every layer of the networks at hand, predicted and measured. */
  String layers(String loss) {
    var lines = new ArrayList<String>();
    for (Trial trial : trials(loss)) {
      lines.add(
          "### "
              + trial.truth().name()
              + ", loss "
              + loss
              + trial.none().map(it -> ": " + it).orElse(""));
      for (Row row : trial.rows()) {
        lines.add(
            text(
                "%-44s gradient %+7.2f [%+7.2f %+7.2f] measured %+7.2f   weight gradient %+7.2f measured %+7.2f",
                row.measured().weight(),
                row.predicted().gradientLog10(),
                row.predicted().low(),
                row.predicted().high(),
                row.measured().gradientLog10().get(loss),
                row.predicted().weightGradientLog10(),
                row.measured().weightGradientLog10().get(loss)));
      }
    }
    return String.join("\n", lines);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  public static void main(String[] args) throws IOException {
    String kind = args.length > 1 ? args[1] : "train";
    List<Truth> chosen =
        Truth.read(Path.of(args[0])).stream()
            .filter(it -> it.kind().equals(kind))
            .filter(it -> args.length < 3 || it.name().equals(args[2]))
            .toList();
    var accuracy = new Accuracy(chosen);
    for (String loss : List.of("random", "ce")) {
      if (args.length > 2) {
        System.out.println(accuracy.layers(loss) + "\n");
        continue;
      }
      for (Quantity quantity : Quantity.values()) {
        System.out.println(accuracy.table(quantity, loss) + "\n");
      }
    }
    System.out.println(accuracy.abstentions());
    if (!accuracy.failures.isEmpty()) {
      System.exit(1);
    }
  }
}
