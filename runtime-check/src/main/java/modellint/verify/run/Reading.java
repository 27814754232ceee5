package modellint.verify.run;

import java.util.function.UnaryOperator;
import modellint.verify.tape.Tensor;

/**
 * A small vector computed where the values are, so that no large one has to leave the runtime.
 *
 * @param name by which the result gives it out
 * @param of the value it is computed from
 * @param gradient true where it is computed from that value's gradient
 * @param write the formula
 */
public record Reading(String name, String of, boolean gradient, UnaryOperator<Tensor> write) {}
