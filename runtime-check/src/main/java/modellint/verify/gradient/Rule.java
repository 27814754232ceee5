package modellint.verify.gradient;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tensor;

/**
 * How an operator passes a gradient back, from version {@code since} of its domain until the next
 * rule of the same operator.
 */
public sealed interface Rule {

  String domain();

  String op();

  int since();

  /** Gives each input its share of the outputs' cotangents. */
  record Product(String domain, String op, int since, Consumer<Pullback> pull) implements Rule {}

  /** Writes the operator as simpler ones, which are differentiated in its place. */
  record Expansion(String domain, String op, int since, Function<Call, List<Tensor>> write)
      implements Rule {}

  /** Constant almost everywhere, or without real inputs: no gradient, and rightly none. */
  record Flat(String domain, String op, int since) implements Rule {}

  static Rule of(String op, Consumer<Pullback> pull) {
    return new Product("", op, 1, pull);
  }

  static Rule since(int opset, String op, Consumer<Pullback> pull) {
    return new Product("", op, opset, pull);
  }

  static Rule written(String op, Function<Call, Tensor> write) {
    return new Expansion("", op, 1, call -> List.of(write.apply(call)));
  }
}
