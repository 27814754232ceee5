package modellint.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.config.Suppression;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;
import modellint.rules.run.UnusedSuppression;

/** Takes out the findings that somebody accepted, and remembers which suppressions did any work. */
final class Suppressions {

  /** Findings hidden by each suppression that met a model it is meant for, in order of meeting. */
  private final Map<Suppression, Integer> hidden = new LinkedHashMap<>();

  /** The findings that stay. */
  List<Finding> apply(List<Suppression> suppressions, Path file, List<Finding> findings) {
    List<Suppression> covering = suppressions.stream().filter(it -> it.covers(file)).toList();
    covering.forEach(it -> hidden.putIfAbsent(it, 0));
    var kept = new ArrayList<Finding>();
    for (Finding finding : findings) {
      Optional<Suppression> suppression =
          covering.stream().filter(it -> !it.reason().isBlank() && it.hides(finding)).findFirst();
      if (suppression.isPresent()) {
        hidden.merge(suppression.get(), 1, Integer::sum);
      } else {
        kept.add(finding);
      }
    }
    return kept;
  }

  /** A finding for each suppression that hid nothing. */
  List<Reported> unused() {
    var rule = new UnusedSuppression();
    return hidden.entrySet().stream()
        .filter(it -> it.getValue() == 0)
        .map(Map.Entry::getKey)
        .map(
            it ->
                Reported.of(
                    Finding.of(
                        rule,
                        Severity.WARNING,
                        new Place.Line(it.origin().file(), it.origin().line(), 1),
                        message(it),
                        List.of(
                            new Measure(
                                "findings hidden", new Estimate(0, Estimate.Basis.EXACT), 1)),
                        Fix.of(
                            it.reason().isBlank()
                                ? "state the reason, or delete the suppression"
                                : "delete the suppression, or correct it")),
                    Sources.display(Path.of(it.origin().file()))))
        .toList();
  }

  private static String message(Suppression suppression) {
    String rules = String.join(", ", suppression.rules());
    return suppression.reason().isBlank()
        ? "the suppression of " + rules + " states no reason and is not honoured"
        : "the suppression of " + rules + " hides nothing";
  }
}
