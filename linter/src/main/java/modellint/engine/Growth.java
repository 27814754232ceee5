package modellint.engine;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Growth of the gradient from the last weighted layer to the first, in decades.
 *
 * @param loss the loss that the numbers are for; {@code random} for a unit Gaussian cotangent
 * @param low lower end of the 95 % interval of {@code predicted}
 * @param high upper end of the 95 % interval of {@code predicted}
 * @param abstained why there is no prediction
 * @param assumed sizes that the model leaves open and the prediction took for granted, by symbol
 */
public record Growth(
    String loss,
    OptionalDouble predicted,
    OptionalDouble low,
    OptionalDouble high,
    OptionalDouble measured,
    Optional<String> abstained,
    Map<String, Long> assumed) {

  public Growth {
    assumed = Collections.unmodifiableMap(new TreeMap<>(assumed));
  }

  Growth with(OptionalDouble run) {
    return new Growth(loss, predicted, low, high, run, abstained, assumed);
  }
}
