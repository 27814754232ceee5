package modellint.tensorflow;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/** What an optimizer of the framework, and the gradients handled by hand, say about training. */
final class TrainingReader {

  private static final Map<String, Double> RATES =
      Map.of("GradientDescent", (double) 0.01f, "Momentum", (double) 0.01f);

  private TrainingReader() {}

  static Training read(
      Optional<Obj> optimizer,
      Optional<LossReader.Found> loss,
      Penalties penalties,
      List<Obj> all) {
    var places = new LinkedHashMap<String, Place>();
    optimizer.ifPresent(it -> places.put("optimizer", it.origin().place()));
    loss.ifPresent(it -> places.put("loss", it.place()));
    var defaults = new HashSet<String>();
    Optional<String> type =
        optimizer.map(it -> it.type().substring(it.type().lastIndexOf('.') + 1));
    List<Value> numbers = optimizer.map(TrainingReader::numbers).orElse(List.of());
    Optional<Double> rate = Optional.empty();
    if (type.isPresent() && numbers.isEmpty()) {
      defaults.add("learningRate");
      rate = Optional.of(RATES.getOrDefault(type.get(), (double) 0.001f));
    } else if (type.isPresent()) {
      rate = numbers.get(0).real();
    }
    Optional<Double> momentum = Optional.empty();
    if (type.filter("Momentum"::equals).isPresent()) {
      momentum = numbers.size() > 1 ? numbers.get(1).real() : Optional.of(0.0);
    } else if (type.filter("RMSProp"::equals).isPresent() && numbers.size() > 2) {
      momentum = numbers.get(2).real().filter(it -> it != 0);
    }
    // The library's optimizers do not clip: the program does, between its two calls.
    Optional<Training.Clipping> clipping =
        optimizer
            .filter(it -> !it.calls("applyGradients").isEmpty())
            .flatMap(it -> HandClipping.among(all));
    return Training.builder()
        .optimizer(type.flatMap(it -> word(it, numbers)))
        .learningRate(rate)
        .momentum(momentum)
        .clipping(clipping)
        .l1(penalties.l1().or(() -> type.flatMap(it -> strength(it, numbers, 0))))
        .l2(penalties.l2().or(() -> type.flatMap(it -> strength(it, numbers, 1))))
        .loss(loss.map(LossReader.Found::loss))
        .details(
            TrainingDetails.builder()
                .lossName(loss.map(LossReader.Found::word))
                .hyperparameters(type.map(it -> hyperparameters(it, numbers)).orElse(Map.of()))
                .defaults(defaults)
                .places(places)
                .refusals(Refused.training(optimizer, numbers, loss))
                .build())
        .build();
  }

  /** The constructor's arguments behind the graph and a name. */
  private static List<Value> numbers(Obj optimizer) {
    return optimizer.origin().arguments().stream()
        .skip(1)
        .filter(it -> it.text().isEmpty())
        .toList();
  }

  private static Optional<String> word(String type, List<Value> numbers) {
    if (!type.equals("Momentum")) {
      return Optional.of(type.equals("GradientDescent") ? "sgd" : type.toLowerCase(Locale.ROOT));
    }
    return numbers.size() < 3
        ? Optional.of("momentum")
        : numbers.get(2).truth().map(it -> it ? "nesterov" : "momentum");
  }

  /** The penalties of the optimizers that take some, L1 in front of L2. */
  private static Optional<Double> strength(String type, List<Value> numbers, int which) {
    int first = type.equals("Ftrl") ? 3 : type.equals("AdaGradDA") ? 2 : numbers.size();
    return first + which < numbers.size()
        ? numbers.get(first + which).real().filter(it -> it > 0)
        : Optional.empty();
  }

  private static Map<String, Double> hyperparameters(String type, List<Value> numbers) {
    List<String> names =
        switch (type) {
          case "Adam", "Adamax", "Nadam" -> List.of("beta1", "beta2", "epsilon");
          case "AdaDelta" -> List.of("rho", "epsilon");
          case "RMSProp" -> List.of("decay", "momentum", "epsilon");
          default -> List.of();
        };
    var all = new LinkedHashMap<String, Double>();
    for (int i = 0; i < names.size() && i + 1 < numbers.size(); i++) {
      String name = names.get(i);
      numbers.get(i + 1).real().ifPresent(it -> all.put(name, it));
    }
    return all;
  }
}
