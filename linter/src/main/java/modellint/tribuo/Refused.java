package modellint.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Refusal.Fault;

/**
 * What the factories of example networks throw at, and a trainer that is given their graph; each
 * was executed with 4.3.2. Data are not in the source.
 */
final class Refused {

  private static final String TRIBUO = "Tribuo";

  /** The sums of the layers, the last of which is the output. */
  private static final String SUM = "Add(_\\d+)?";

  private static final List<String> LE_NET = List.of("", "imageSize", "pixelDepth", "numOutputs");

  private final List<Refusal> all = new ArrayList<>();
  private final Origin.Static made;

  private Refused(Origin.Static made) {
    this.made = made;
  }

  static List<Refusal> by(Origin.Static made, Optional<Obj> trainer) {
    var refused = new Refused(made);
    if (made.method().equals("buildMLPGraph")) {
      refused.layers();
    } else {
      for (int i = 1; i < LE_NET.size(); i++) {
        refused.least(LE_NET.get(i), made.arguments().get(i), made.place());
      }
    }
    trainer.ifPresent(refused::trainer);
    return refused.all;
  }

  private void add(Fault fault, String subject, Place place, double value, double limit) {
    all.add(new Refusal(fault, subject, place, value, limit));
  }

  private void least(String what, Value number, Place place) {
    number
        .whole()
        .filter(it -> it < 1)
        .ifPresent(it -> add(Fault.SMALL_SETTING, what, place, it, 1));
  }

  private void layers() {
    List<Value> given = made.arguments();
    least("numFeatures", given.get(1), made.place());
    least("numOutputs", given.get(3), made.place());
    List<Value> hidden = given.get(2).elements().orElse(List.of(given.get(2)));
    if (hidden.isEmpty()) {
      add(Fault.FEW_LAYERS, TRIBUO, made.place(), 2, 3);
    }
    hidden.forEach(it -> least("hiddenSizes", it, made.place()));
  }

  private void trainer(Obj trainer) {
    Place place = trainer.origin().place();
    for (Value value : trainer.origin().arguments()) {
      value
          .text()
          .filter(it -> !it.matches(SUM))
          .ifPresent(it -> add(Fault.UNKNOWN_OPERATION, it, place, 0, 1));
      if (value instanceof Obj it && it.type().endsWith("Converter")) {
        converter(it);
      }
    }
    List<Long> numbers =
        trainer.origin().arguments().stream().flatMap(it -> it.whole().stream()).toList();
    if (numbers.size() == 4 && numbers.get(3) == 0) {
      add(Fault.ZERO_INTERVAL, TRIBUO, place, 0, 1);
    }
  }

  /**
   * {@code new DenseFeatureConverter(name)} or {@code new ImageConverter(name, w, h, channels)}.
   */
  private void converter(Obj converter) {
    List<Value> given = converter.origin().arguments();
    Place place = converter.origin().place();
    Optional<String> input = made.arguments().get(0).text();
    Optional<String> named = given.stream().findFirst().flatMap(Value::text);
    if (input.isPresent() && named.isPresent() && !named.equals(input)) {
      add(Fault.UNKNOWN_OPERATION, named.get(), place, 0, 1);
    }
    given.stream().skip(1).forEach(it -> least("a side or depth of an image", it, place));
    Optional<Long> channels = given.size() == 4 ? given.get(3).whole() : Optional.empty();
    if (made.method().equals("buildLeNetGraph") && channels.filter(it -> it > 1).isPresent()) {
      add(Fault.MISMATCHED_OPERANDS, "the first convolution", place, 1, channels.get());
    }
  }
}
