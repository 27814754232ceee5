package modellint.smile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Refusal;

/**
 * How many features or channels the results of a drawing have, as far as that is known, and the
 * layers that take another number: what lies beneath throws at the first batch. Images become rows
 * of a known width where they are a single point.
 */
final class Widths {

  private final Map<String, Long> known = new HashMap<>();
  private final Set<String> points = new HashSet<>();
  private final List<Refusal> refusals = new ArrayList<>();

  List<Refusal> refusals() {
    return refusals;
  }

  private static Optional<Long> stated(DeepReader.Part part, int index) {
    return part.argument(index).whole().filter(it -> it > 0);
  }

  /** {@code result}, as wide as the argument says. */
  String put(String result, DeepReader.Part part, int index) {
    stated(part, index).ifPresent(it -> known.put(result, it));
    return result;
  }

  /** {@code result}, as wide as what it was made of. */
  String kept(String from, String result) {
    Optional.ofNullable(known.get(from)).ifPresent(it -> known.put(result, it));
    if (points.contains(from)) {
      points.add(result);
    }
    return result;
  }

  Optional<Long> of(String result) {
    return Optional.ofNullable(known.get(result));
  }

  /** {@code images} have a single point. */
  void point(String images) {
    points.add(images);
  }

  String flat(String images, String rows) {
    return points.contains(images) ? kept(images, rows) : rows;
  }

  /** The layer says at {@code index} how wide what it reads is. */
  void compare(String name, DeepReader.Part part, int index, String in) {
    Optional<Long> taken = stated(part, index);
    Optional<Long> width = Optional.ofNullable(known.get(in));
    if (taken.isPresent() && width.isPresent() && !taken.equals(width)) {
      refusals.add(
          new Refusal(
              Refusal.Fault.MISMATCHED_OPERANDS, name, part.place(), taken.get(), width.get()));
    }
  }
}
