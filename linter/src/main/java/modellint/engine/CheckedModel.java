package modellint.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import modellint.graph.Training;

/**
 * What a run learned of one model.
 *
 * @param line where the definition begins; empty for binary files
 * @param parameters number of parameters; empty where the definition does not determine it
 * @param unknowns what a definition in source does not determine, as phrases for people
 * @param skips residual sums and concatenations, in graph order
 * @param run what running it said of the whole; empty where it was not run
 * @param weights {@code fresh}, {@code trained}, {@code declared} or {@code unknown}
 */
public record CheckedModel(
    String path,
    String name,
    String kind,
    OptionalInt line,
    OptionalLong parameters,
    OptionalLong trainableParameters,
    List<String> unknowns,
    String weights,
    Optional<Training> training,
    List<LayerRow> layers,
    List<Skip> skips,
    Growth gradientGrowth,
    Optional<ModelRun> run) {

  public CheckedModel {
    unknowns = List.copyOf(unknowns);
    layers = List.copyOf(layers);
    skips = List.copyOf(skips);
  }

  /**
   * A connection around layers: the rows of {@code layers} from {@code from} up to, not including,
   * {@code to}, counted from zero.
   */
  public record Skip(int from, int to) {

    public Skip {
      if (from < 0 || from >= to) {
        throw new IllegalArgumentException(
            "skip from " + from + " to " + to + " is around nothing");
      }
    }
  }

  /** The model with what a run has measured. */
  CheckedModel with(Verification shown) {
    List<LayerRow> measured =
        layers.stream()
            .map(
                row ->
                    Optional.ofNullable(shown.layers().get(row.output()))
                        .map(row::with)
                        .orElse(row))
            .toList();
    return new CheckedModel(
        path,
        name,
        kind,
        line,
        parameters,
        trainableParameters,
        unknowns,
        weights,
        training,
        measured,
        skips,
        gradientGrowth.with(shown.growth()),
        shown.run());
  }
}
