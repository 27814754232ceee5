package modellint.djl;

import java.util.List;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** Whether arrays whose sizes are known fit each other, as the engine checks when it runs. */
final class Operands {

  private final Walk walk;

  Operands(Walk walk) {
    this.walk = walk;
  }

  /** Numpy's broadcasting: from the last axis on, equal sizes or one. */
  void broadcast(String method, Tensor a, Tensor b) {
    if (a.shape().isEmpty() || b.shape().isEmpty()) {
      return;
    }
    Shape x = a.shape().get();
    Shape y = b.shape().get();
    for (int i = 1; i <= Math.min(x.rank(), y.rank()); i++) {
      Dim one = x.dim(-i);
      Dim other = y.dim(-i);
      if (differ(one, other) && one.size() != 1 && other.size() != 1) {
        throw walk.refused(Fault.UNFIT_OPERANDS, method, one.size(), other.size());
      }
    }
  }

  /** As {@link #broadcast}, into the first array, which cannot grow. */
  void inPlace(String method, Tensor a, Tensor b) {
    broadcast(method, a, b);
    if (a.shape().isEmpty() || b.shape().isEmpty()) {
      return;
    }
    Shape x = a.shape().get();
    Shape y = b.shape().get();
    for (int i = 1; i <= Math.min(x.rank(), y.rank()); i++) {
      if (differ(x.dim(-i), y.dim(-i)) && y.dim(-i).size() != 1) {
        throw walk.refused(Fault.UNFIT_OPERANDS, method, x.dim(-i).size(), y.dim(-i).size());
      }
    }
  }

  void product(Tensor a, Tensor b) {
    if (a.shape().filter(it -> it.rank() > 1).isEmpty()
        || b.shape().filter(it -> it.rank() > 1).isEmpty()) {
      return;
    }
    Dim in = a.shape().get().dim(-1);
    Dim rows = b.shape().get().dim(-2);
    if (differ(in, rows)) {
      throw walk.refused(Fault.UNFIT_OPERANDS, "matMul", in.size(), rows.size());
    }
  }

  /** All axes but that of the joint are equal. */
  void concat(List<Tensor> parts, int axis) {
    if (parts.isEmpty() || parts.stream().anyMatch(it -> it.shape().isEmpty())) {
      return;
    }
    Shape first = parts.get(0).shape().orElseThrow();
    int at = ArrayShapes.axis(axis, first.rank());
    for (Tensor part : parts) {
      Shape other = part.shape().orElseThrow();
      for (int i = 0; i < Math.min(first.rank(), other.rank()); i++) {
        if (i != at && differ(first.dim(i), other.dim(i))) {
          throw walk.refused(
              Fault.UNFIT_OPERANDS, "concat", first.dim(i).size(), other.dim(i).size());
        }
      }
    }
  }

  private static boolean differ(Dim one, Dim other) {
    return one.isKnown() && other.isKnown() && one.size() != other.size();
  }
}
