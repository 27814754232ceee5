package modellint.smile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.definition.Declaration;
import modellint.definition.Perceptron;
import modellint.eval.Obj;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.Weights;

/**
 * The tensors of {@code smile.deep} layers, drawn as PyTorch draws them. A layer that the forward
 * pass goes through again has the tensors that it had the first time.
 */
final class Parameters {

  private final Map<Obj, List<Declaration>> layers = new IdentityHashMap<>();
  private final List<Dim> counts = new ArrayList<>();
  private final List<Dim> frozen = new ArrayList<>();
  private final Set<String> unknowns = new LinkedHashSet<>();
  private List<Declaration> now = new ArrayList<>();
  private Iterator<Declaration> again = List.<Declaration>of().iterator();

  /** What is declared from here on belongs to {@code layer}. */
  void of(Obj layer) {
    List<Declaration> before = layers.get(layer);
    again = (before == null ? List.<Declaration>of() : before).iterator();
    now = new ArrayList<>();
    if (before == null) {
      layers.put(layer, now);
    }
  }

  Declaration trained(String name, Weights weights, Dim... dims) {
    if (again.hasNext()) {
      return again.next();
    }
    var it = new Declaration(name, new Shape(List.of(dims)), weights);
    counts.add(it.shape().elements());
    now.add(it);
    return it;
  }

  /** A statistic that training does not step along a gradient. */
  Declaration kept(String name, double value, Dim size) {
    if (!again.hasNext()) {
      frozen.add(size);
    }
    return trained(name, constant(value), size);
  }

  static Weights constant(double value) {
    return new Weights.Declared(new Init.Constant("constant", value));
  }

  /** U(+-1/sqrt(fan)), with which PyTorch draws weights and biases alike. */
  Weights uniform(Dim fan, String name) {
    if (!fan.isKnown()) {
      String why = "the variance of " + name + " depends on " + fan;
      unknowns.add(why);
      return new Weights.Unknown(why);
    }
    double limit = 1 / StrictMath.sqrt(fan.size());
    return new Weights.Declared(new Init.Uniform("PyTorch's default", -limit, limit));
  }

  void unknown(String what) {
    unknowns.add(what);
  }

  List<String> unknowns() {
    return List.copyOf(unknowns);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  Dim total() {
    return Perceptron.sum(counts);
  }

  Dim trained() {
    Dim total = total();
    Dim still = Perceptron.sum(frozen);
    return total.isKnown() && still.isKnown()
        ? Dim.of(total.size() - still.size())
        : Dim.symbol("parameters");
  }
}
