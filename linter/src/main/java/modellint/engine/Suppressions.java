package modellint.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.config.KnownRules;
import modellint.config.Selection;
import modellint.config.Suppression;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.Severity;
import modellint.rules.Rules;
import modellint.rules.run.UnusedSuppression;

/** Takes out the findings that somebody accepted, and remembers which suppressions did any work. */
final class Suppressions {

  private static final Rule RULE = new UnusedSuppression();

  /** A suppression by where it is written: it may cover much of one model and a line of another. */
  private record Written(Suppression.Origin origin, List<String> rules, String reason) {

    static Written of(Suppression it) {
      return new Written(it.origin(), it.rules(), it.reason());
    }
  }

  private final List<Rule> rules;

  /** Those that met a model in which they should have hidden something, in order of meeting. */
  private final Set<Written> met = new LinkedHashSet<>();

  private final Set<Written> used = new HashSet<>();

  /**
   * @param rules those on models, which a suppression may name beside those on runs
   */
  Suppressions(List<Rule> rules) {
    this.rules = Stream.concat(Rules.ON_RUNS.stream(), rules.stream()).toList();
  }

  /**
   * The findings that stay.
   *
   * @param selection the rules that were run: what names others may be of use in another run
   * @param path the file of the model, as reports name it
   */
  List<Finding> apply(
      List<Suppression> suppressions,
      Selection selection,
      Path file,
      String path,
      List<Finding> findings) {
    List<Suppression> covering = suppressions.stream().filter(it -> it.covers(file)).toList();
    if (selection.includes(RULE)) {
      covering.stream()
          .filter(it -> isOf(path, it) && mayHide(it, selection))
          .forEach(it -> met.add(Written.of(it)));
    }
    var kept = new ArrayList<Finding>();
    for (Finding finding : findings) {
      Optional<Suppression> suppression =
          covering.stream().filter(it -> !it.reason().isBlank() && it.hides(finding)).findFirst();
      if (suppression.isPresent()) {
        used.add(Written.of(suppression.get()));
      } else {
        kept.add(finding);
      }
    }
    return kept;
  }

  /** What stands beside the code of another file may be meant for the models of that one. */
  private static boolean isOf(String path, Suppression it) {
    return it.lines().isEmpty() || it.origin().file().equals(path);
  }

  private boolean mayHide(Suppression it, Selection selection) {
    return it.rules().stream()
        .anyMatch(
            word ->
                KnownRules.complaint(word, rules).isPresent()
                    || rules.stream()
                        .anyMatch(rule -> Selection.fits(word, rule) && selection.includes(rule)));
  }

  /** A finding for each suppression that hid nothing. */
  List<Reported> unused() {
    return met.stream().filter(it -> !used.contains(it)).map(this::finding).toList();
  }

  private Reported finding(Written it) {
    Finding finding =
        Finding.of(
            RULE,
            Severity.WARNING,
            new Place.Line(it.origin().file(), it.origin().line(), 1),
            message(it),
            List.of(new Measure("findings hidden", new Estimate(0, Estimate.Basis.EXACT), 1)),
            Fix.of(fix(it)));
    return Reported.of(finding, Sources.display(Path.of(it.origin().file())));
  }

  private String message(Written it) {
    if (complaint(it).isPresent()) {
      return "the suppression names an " + complaint(it).get();
    }
    String named = it.rules().contains("ALL") ? "every rule" : String.join(", ", it.rules());
    return it.reason().isBlank()
        ? "the suppression of " + named + " states no reason and is not honoured"
        : "the suppression of " + named + " hides nothing";
  }

  private String fix(Written it) {
    if (complaint(it).isPresent()) {
      return "correct the name of the rule, or delete the suppression";
    }
    return it.reason().isBlank()
        ? "state the reason behind the ids, or delete the suppression"
        : "delete the suppression, or correct it";
  }

  private Optional<String> complaint(Written it) {
    return it.rules().stream()
        .flatMap(word -> KnownRules.complaint(word, rules).stream())
        .findFirst();
  }
}
