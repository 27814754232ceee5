package modellint.engine;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Growth of the gradient from the last weighted layer to the first, in decades.
 *
 * @param loss the loss that the numbers are for; {@code random} for a unit Gaussian cotangent
 * @param low lower end of the 95 % interval of {@code predicted}
 * @param high upper end of the 95 % interval of {@code predicted}
 * @param abstained why there is no prediction
 */
public record Growth(
    String loss,
    OptionalDouble predicted,
    OptionalDouble low,
    OptionalDouble high,
    OptionalDouble measured,
    Optional<String> abstained) {

  Growth with(OptionalDouble run) {
    return new Growth(loss, predicted, low, high, run, abstained);
  }
}
