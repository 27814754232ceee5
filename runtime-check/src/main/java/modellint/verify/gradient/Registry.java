package modellint.verify.gradient;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.verify.gradient.rules.Activations;
import modellint.verify.gradient.rules.Arithmetic;
import modellint.verify.gradient.rules.Attentions;
import modellint.verify.gradient.rules.Choices;
import modellint.verify.gradient.rules.Convolutions;
import modellint.verify.gradient.rules.Flats;
import modellint.verify.gradient.rules.Indexing;
import modellint.verify.gradient.rules.Layouts;
import modellint.verify.gradient.rules.Losses;
import modellint.verify.gradient.rules.Normalisations;
import modellint.verify.gradient.rules.Placements;
import modellint.verify.gradient.rules.Poolings;
import modellint.verify.gradient.rules.Products;
import modellint.verify.gradient.rules.Quantisations;
import modellint.verify.gradient.rules.Recurrences;
import modellint.verify.gradient.rules.Reductions;
import modellint.verify.gradient.rules.Resizings;
import modellint.verify.gradient.rules.Rotations;
import modellint.verify.gradient.rules.RunningProducts;
import modellint.verify.gradient.rules.Samplings;
import modellint.verify.gradient.rules.Softmaxes;
import modellint.verify.gradient.rules.Spectra;
import modellint.verify.gradient.rules.Transcendentals;
import modellint.verify.tape.Call;

/** The rules by domain, operator and version. */
public final class Registry {

  public static final Registry STANDARD =
      new Registry(
          Stream.of(
                  Activations.RULES,
                  Spectra.RULES,
                  Samplings.RULES,
                  RunningProducts.RULES,
                  Rotations.RULES,
                  Placements.RULES,
                  Attentions.RULES,
                  Arithmetic.RULES,
                  Choices.RULES,
                  Convolutions.RULES,
                  Flats.RULES,
                  Indexing.RULES,
                  Layouts.RULES,
                  Losses.RULES,
                  Normalisations.RULES,
                  Poolings.RULES,
                  Products.RULES,
                  Quantisations.RULES,
                  Recurrences.RULES,
                  Reductions.RULES,
                  Resizings.RULES,
                  Softmaxes.RULES,
                  Transcendentals.RULES)
              .flatMap(List::stream)
              .toList());

  private final List<Rule> rules;
  private final Map<String, List<Rule>> byOperator;

  Registry(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.byOperator =
        rules.stream().collect(Collectors.groupingBy(it -> key(it.domain(), it.op())));
  }

  public List<Rule> rules() {
    return rules;
  }

  /** The rule for the newest version that is not newer than the call's. */
  public Optional<Rule> find(Call call) {
    return byOperator.getOrDefault(key(call.domain(), call.op()), List.of()).stream()
        .filter(it -> it.since() <= call.opset())
        .max(Comparator.comparingInt(Rule::since));
  }

  /** The same rules, each changed; tests break them one by one. */
  Registry map(UnaryOperator<Rule> change) {
    return new Registry(rules.stream().map(change).toList());
  }

  private static String key(String domain, String op) {
    return (domain.equals("ai.onnx") ? "" : domain) + ":" + op;
  }
}
