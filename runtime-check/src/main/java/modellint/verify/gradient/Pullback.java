package modellint.verify.gradient;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import modellint.verify.tape.Call;
import modellint.verify.tape.NoGradientException;
import modellint.verify.tape.Tape;
import modellint.verify.tape.Tensor;

/**
 * One call on the way back: its inputs and outputs, the cotangents of its outputs, and the place to
 * give each input its own. A cotangent that a rule does not look at, and a wanted gradient that it
 * does not give, are refused rather than lost.
 */
public final class Pullback {

  private final Call call;
  private final Tape tape;
  private final IntFunction<Optional<Tensor>> cotangents;
  private final IntPredicate wanted;
  private final Map<Integer, Tensor> given;
  private final Set<Integer> seen;

  Pullback(Call call, Tape tape, IntFunction<Optional<Tensor>> cotangents, IntPredicate wanted) {
    this(call, tape, cotangents, wanted, new TreeMap<>(), new HashSet<>());
  }

  private Pullback(
      Call call,
      Tape tape,
      IntFunction<Optional<Tensor>> cotangents,
      IntPredicate wanted,
      Map<Integer, Tensor> given,
      Set<Integer> seen) {
    this.given = given;
    this.seen = seen;
    this.call = call;
    this.tape = tape;
    this.cotangents = cotangents;
    this.wanted = wanted;
  }

  public Call call() {
    return call;
  }

  public Tape tape() {
    return tape;
  }

  public Tensor x() {
    return call.x(0);
  }

  public Tensor x(int i) {
    return call.x(i);
  }

  public Tensor y() {
    return call.y(0);
  }

  /** The cotangent of the first output. */
  public Tensor g() {
    return g(0);
  }

  /** The cotangent of output {@code i}, zeros where nothing reads that output. */
  public Tensor g(int i) {
    seen.add(i);
    return cotangents.apply(i).orElseGet(() -> call.y(i).zeros());
  }

  public boolean hasCotangent(int i) {
    return call.hasOutput(i) && cotangents.apply(i).isPresent();
  }

  public boolean wants(int i) {
    return call.has(i) && wanted.test(i);
  }

  /** Gives input {@code i} its gradient, if anybody asks for it. */
  public void give(int i, Supplier<Tensor> gradient) {
    if (wants(i)) {
      Tensor share = gradient.get();
      if (!Arrays.equals(share.shape(), call.x(i).shape())) {
        throw new IllegalStateException(
            call.op() + " gives " + share + " to its input " + call.x(i));
      }
      given.put(i, share);
    }
  }

  /** As {@link #give}, summed over what broadcasting has stretched. */
  public void giveSummed(int i, Supplier<Tensor> gradient) {
    give(i, () -> gradient.get().unbroadcast(call.x(i).shape()));
  }

  /** Nothing comes out different when input {@code i} is moved a little. */
  public void flat(int i) {
    give(i, () -> call.x(i).zeros());
  }

  /** The same call with the opposite cotangents, by which tests break a rule. */
  Pullback flipped() {
    return new Pullback(call, tape, i -> cotangents.apply(i).map(Tensor::neg), wanted, given, seen);
  }

  Map<Integer, Tensor> given() {
    for (int i = 0; i < call.inputs().size(); i++) {
      if (wants(i) && !given.containsKey(i)) {
        throw new NoGradientException(call.op() + " by its input " + i);
      }
    }
    for (int i = 0; i < call.outputs().size(); i++) {
      if (hasCotangent(i) && !seen.contains(i)) {
        throw new NoGradientException(call.op() + " through its output " + i);
      }
    }
    return given;
  }
}
