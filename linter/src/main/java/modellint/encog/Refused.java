package modellint.encog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/** What patterns, and trainers that are made for a network, throw at in 3.4. */
final class Refused {

  /** Trainers that compare the network with the data when they are made. */
  private static final Set<String> COMPARING =
      Set.of("Backpropagation", "QuickPropagation", "LevenbergMarquardtTraining");

  private static final Set<String> WHOLE = Set.of("ManhattanPropagation", "QuickPropagation");

  private final List<Refusal> all = new ArrayList<>();

  private Refused() {}

  static List<Refusal> by(Obj network, List<Layer> layers, List<Obj> objects) {
    var refused = new Refused();
    if (network.origin() instanceof Origin.Result made) {
      refused.pattern(made.receiver());
    }
    TrainingReader.trainers(network, objects).forEach(it -> refused.trainer(it, layers));
    return refused.all;
  }

  private void add(Fault fault, String subject, Place place, double value, double limit) {
    all.add(new Refusal(fault, subject, place, value, limit));
  }

  /** ADALINE has neither hidden layers nor a function of its own, Elman and Jordan one layer. */
  private void pattern(Obj pattern) {
    String type = simple(pattern);
    int hidden = type.equals("ADALINEPattern") ? 0 : type.matches("(Elman|Jordan)Pattern") ? 1 : -1;
    List<Call> layers = pattern.calls("addHiddenLayer");
    if (hidden >= 0 && layers.size() > hidden && layers.stream().allMatch(Call::certain)) {
      add(
          Fault.MISUSED_PATTERN,
          hidden == 0 ? "addHiddenLayer" : "a second addHiddenLayer",
          layers.get(hidden).place(),
          layers.size(),
          hidden);
    }
    pattern.calls("setActivationFunction").stream()
        .filter(it -> hidden == 0 && it.certain())
        .findFirst()
        .ifPresent(it -> add(Fault.MISUSED_PATTERN, "setActivationFunction", it.place(), 1, 0));
  }

  private void trainer(Obj trainer, List<Layer> layers) {
    String type = simple(trainer);
    Place place = trainer.origin().place();
    List<Value> given = trainer.origin().arguments();
    if (COMPARING.contains(type) && given.size() > 1) {
      data(given.get(1), layers, place);
    }
    trainer.calls("setBatchSize").stream()
        .filter(it -> WHOLE.contains(type) && it.certain())
        .filter(it -> it.argument(0).whole().filter(size -> size != 0).isPresent())
        .findFirst()
        .ifPresent(
            it -> add(Fault.PURE_BATCH, type, it.place(), it.argument(0).whole().orElseThrow(), 0));
    if (trainer.type().contains(".propagation.") && !trainer.calls("iteration").isEmpty()) {
      layers.stream()
          .filter(it -> Draws.word(it.activation()).equals("Competitive"))
          .findFirst()
          .ifPresent(
              it -> add(Fault.UNDERIVED_FUNCTION, "ActivationCompetitive", it.place(), 0, 1));
    }
  }

  /** Data out of arrays that the source writes down. */
  private void data(Value data, List<Layer> layers, Place place) {
    if (data instanceof Obj it && simple(it).equals("BasicMLDataSet")) {
      List<Value> arrays = it.origin().arguments();
      if (arrays.size() == 2) {
        compare("inputs", layers.get(0), width(arrays.get(0)), place);
        compare("outputs", layers.get(layers.size() - 1), width(arrays.get(1)), place);
      }
    }
  }

  private void compare(String what, Layer layer, Optional<Integer> width, Place place) {
    Optional<Long> units = layer.units().whole();
    if (width.isPresent() && units.isPresent() && units.get() != (long) width.get()) {
      add(Fault.MISMATCHED_DATA, what, place, units.get(), width.get());
    }
  }

  /** The numbers in the first row. */
  private static Optional<Integer> width(Value rows) {
    return rows.elements()
        .filter(it -> !it.isEmpty())
        .flatMap(it -> it.get(0).elements())
        .map(List::size);
  }

  private static String simple(Obj object) {
    return object.type().substring(object.type().lastIndexOf('.') + 1);
  }
}
