package modellint.report;

import java.util.List;
import modellint.engine.CheckedModel;

/** Models whose gradient could not be predicted: silence about them must not look like praise. */
final class Abstentions {

  private Abstentions() {}

  static List<String> of(List<CheckedModel> models) {
    return models.stream()
        .filter(model -> model.gradientGrowth().abstained().isPresent())
        .map(
            model ->
                Words.place(model)
                    + ": no gradient prediction: "
                    + SafeText.of(model.gradientGrowth().abstained().orElseThrow()))
        .toList();
  }
}
