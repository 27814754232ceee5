package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Shape;

/** Functions of single elements, with NumPy's broadcasting where there are several inputs. */
final class Pointwise {

  private Pointwise() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    for (String type :
        List.of(
            "Relu",
            "Sigmoid",
            "HardSigmoid",
            "HardSwish",
            "Elu",
            "Selu",
            "Celu",
            "Gelu",
            "Mish",
            "LeakyRelu",
            "PRelu",
            "ThresholdedRelu",
            "Softplus",
            "Softsign",
            "Shrink",
            "Swish",
            "Tan",
            "Acos",
            "Acosh",
            "Asin",
            "Asinh",
            "Atan",
            "Atanh",
            "Cosh",
            "Sinh",
            "BitwiseNot",
            "Affine",
            "ParametricSoftplus",
            "ScaledTanh",
            "ImageScaler")) {
      all.put(type, Operator.like(Operator.SAME));
    }
    all.put("Softmax", Operator.like(Operator.SAME));
    all.put("LogSoftmax", Operator.like(Operator.SAME));
    all.put("Hardmax", Operator.like(Operator.SAME));
    all.put("Dropout", Operator.like(Operator.sameThen(ElementType.BOOL)));
    all.put("Bernoulli", Operator.like(Operator.stated("dtype", Operator.SAME)));
    all.put("Identity", Operator.like(Operator.SAME).keepingElements());
    all.put("Clip", Operator.like(Operator.SAME).folding(Pointwise::clip));
    all.put("Cast", Operator.like(Operator.stated("to", UNDEFINED)).folding(Pointwise::cast));
    all.put("CastLike", Operator.like(Operator.SECOND).folding(Pointwise::cast));
    unary(all, "Neg", it -> -it);
    unary(all, "Abs", Math::abs);
    unary(all, "Sqrt", Math::sqrt);
    unary(all, "Reciprocal", it -> 1 / it);
    unary(all, "Exp", StrictMath::exp);
    unary(all, "Log", StrictMath::log);
    unary(all, "Sin", StrictMath::sin);
    unary(all, "Cos", StrictMath::cos);
    unary(all, "Tanh", StrictMath::tanh);
    unary(all, "Sign", Math::signum);
    all.put("Erf", Operator.like(Operator.SAME));
    whole(all, "Floor", Math::floor);
    whole(all, "Ceil", Math::ceil);
    whole(all, "Round", Math::rint);
    predicate(all, "Not", it -> it == 0 ? 1 : 0);
    predicate(all, "IsNaN", it -> Double.isNaN(it) ? 1 : 0);
    all.put("IsInf", Operator.like(Operator.BOOL));
    binary(all, "Add", Operator.SAME, Scalars.ADD);
    binary(all, "Sub", Operator.SAME, Scalars.SUBTRACT);
    binary(all, "Mul", Operator.SAME, Scalars.MULTIPLY);
    binary(all, "Div", Operator.SAME, Scalars.DIVIDE);
    binary(all, "Pow", Operator.SAME, Scalars.numbers(StrictMath::pow));
    for (String type : List.of("BitwiseAnd", "BitwiseOr", "BitwiseXor", "BitShift")) {
      all.put(type, Operator.one(Operator.SAME, Pointwise::broadcast));
    }
    all.put("Mod", Operator.one(Operator.SAME, Pointwise::broadcast).folding(Pointwise::modulo));
    binary(all, "Max", Operator.SAME, Scalars.MAX);
    binary(all, "Min", Operator.SAME, Scalars.MIN);
    binary(all, "Sum", Operator.SAME, Scalars.ADD);
    all.put("Mean", Operator.one(Operator.SAME, Pointwise::broadcast));
    binary(all, "Equal", Operator.BOOL, Scalars.EQUAL);
    binary(all, "Less", Operator.BOOL, Scalars.LESS);
    binary(all, "Greater", Operator.BOOL, Scalars.GREATER);
    binary(all, "LessOrEqual", Operator.BOOL, not(Scalars.GREATER));
    binary(all, "GreaterOrEqual", Operator.BOOL, not(Scalars.LESS));
    binary(all, "And", Operator.BOOL, Scalars.numbers((a, b) -> a != 0 && b != 0 ? 1 : 0));
    binary(all, "Or", Operator.BOOL, Scalars.numbers((a, b) -> a != 0 || b != 0 ? 1 : 0));
    binary(all, "Xor", Operator.BOOL, Scalars.numbers((a, b) -> (a != 0) != (b != 0) ? 1 : 0));
    all.put("Where", Operator.one(Operator.SECOND, Pointwise::broadcast).folding(Pointwise::where));
    return all;
  }

  private static final Operator.TypeRule UNDEFINED = (call, output) -> ElementType.UNDEFINED;

  private static void unary(Map<String, Operator> all, String type, DoubleUnaryOperator f) {
    all.put(type, Operator.like(Operator.SAME).folding((call, s, o) -> map(call, f)));
  }

  private static void predicate(Map<String, Operator> all, String type, DoubleUnaryOperator f) {
    all.put(type, Operator.like(Operator.BOOL).folding((call, s, o) -> map(call, f)));
  }

  /** Rounding leaves a symbolic size as it is. */
  private static void whole(Map<String, Operator> all, String type, DoubleUnaryOperator f) {
    all.put(
        type,
        Operator.like(Operator.SAME)
            .folding(
                (call, s, o) ->
                    call.elements(0).stream()
                        .map(
                            it ->
                                it.isNumber()
                                    ? new Element.Number(f.applyAsDouble(it.number()))
                                    : it)
                        .toList()));
  }

  private static void binary(
      Map<String, Operator> all, String type, Operator.TypeRule result, Scalars.Binary f) {
    all.put(
        type,
        Operator.one(result, Pointwise::broadcast)
            .folding((call, shape, o) -> fold(call, shape, f)));
  }

  private static Scalars.Binary not(Scalars.Binary f) {
    return (a, b, type) -> {
      // No order holds between a NaN and anything, so negation would invert it wrongly.
      if (isNan(a) || isNan(b)) {
        return Element.of(false);
      }
      Element it = f.of(a, b, type);
      return it.isNumber() ? Element.of(it.number() == 0) : it;
    };
  }

  private static boolean isNan(Element it) {
    return it.isNumber() && Double.isNaN(it.number());
  }

  /** Before opset 7 only the second operand broadcasts, and the result is like the first. */
  static Shape broadcast(Call call) {
    if (call.node().opset() < 7 && call.node().integer("broadcast", 0) == 1) {
      return call.shape(0);
    }
    List<Dim> dims = call.dims(0);
    for (int i = 1; i < call.inputs().size(); i++) {
      dims = broadcast(dims, call.dims(i));
    }
    return new Shape(dims);
  }

  static List<Dim> broadcast(List<Dim> a, List<Dim> b) {
    int rank = Math.max(a.size(), b.size());
    var dims = new ArrayList<Dim>(rank);
    for (int axis = 0; axis < rank; axis++) {
      int left = axis - rank + a.size();
      int right = axis - rank + b.size();
      dims.add(
          left < 0
              ? b.get(right)
              : right < 0 ? a.get(left) : Sizes.broadcast(a.get(left), b.get(right)));
    }
    return dims;
  }

  private static List<Element> fold(Call call, Shape shape, Scalars.Binary f) {
    if (call.node().opset() < 7) {
      throw new Unknowable("broadcasting along an axis");
    }
    Grid out = Grid.of(shape);
    ElementType type = call.type(0);
    List<Element> result = spread(call, 0, out);
    for (int input = 1; input < call.inputs().size(); input++) {
      List<Element> next = spread(call, input, out);
      var merged = new ArrayList<Element>(next.size());
      for (int i = 0; i < next.size(); i++) {
        merged.add(f.of(result.get(i), next.get(i), type));
      }
      result = merged;
    }
    return result;
  }

  /** The elements of an input, repeated to fill the output. */
  static List<Element> spread(Call call, int input, Grid out) {
    List<Element> elements = call.elements(input);
    Grid in = Grid.of(call.shape(input));
    int count = out.count();
    var all = new ArrayList<Element>(count);
    for (int i = 0; i < count; i++) {
      all.add(elements.get(in.broadcast(out.position(i))));
    }
    return all;
  }

  private static List<Element> map(Call call, DoubleUnaryOperator f) {
    ElementType type = call.type(0);
    return call.elements(0).stream()
        .map(
            it ->
                it.isNumber()
                    ? Scalars.rounded(f.applyAsDouble(it.number()), type)
                    : Element.UNKNOWN)
        .toList();
  }

  private static List<Element> cast(Call call, Shape shape, int output) {
    ElementType to =
        call.node().is("CastLike") ? call.type(1) : Operator.stated("to", UNDEFINED).of(call, 0);
    return call.elements(0).stream().map(it -> cast(it, to)).toList();
  }

  private static Element cast(Element it, ElementType to) {
    if (!(it instanceof Element.Number number)) {
      return to.isFloating() || to == ElementType.INT64 || to == ElementType.INT32
          ? it
          : Element.UNKNOWN;
    }
    double value = number.value();
    return switch (to) {
      case BOOL -> Element.of(value != 0);
      case INT64, DOUBLE, FLOAT -> {
        if (to != ElementType.INT64) {
          yield Scalars.rounded(value, to);
        }
        yield Double.isFinite(value) ? new Element.Number((double) (long) value) : Element.UNKNOWN;
      }
      case INT32 ->
          Math.abs(value) <= Integer.MAX_VALUE ? new Element.Number((int) value) : Element.UNKNOWN;
      default -> Element.UNKNOWN;
    };
  }

  private static List<Element> clip(Call call, Shape shape, int output) {
    double low = bound(call, "min", 1, Double.NEGATIVE_INFINITY);
    double high = bound(call, "max", 2, Double.POSITIVE_INFINITY);
    return map(call, it -> Math.min(high, Math.max(low, it)));
  }

  private static double bound(Call call, String attribute, int input, double otherwise) {
    return call.has(input) ? call.number(input) : call.node().real(attribute, otherwise);
  }

  private static List<Element> modulo(Call call, Shape shape, int output) {
    boolean truncating = call.node().integer("fmod", 0) == 1;
    return fold(
        call, shape, Scalars.numbers((a, b) -> truncating ? a % b : a - b * Math.floor(a / b)));
  }

  private static List<Element> where(Call call, Shape shape, int output) {
    Grid out = Grid.of(shape);
    List<Element> truth = spread(call, 0, out);
    List<Element> yes = spread(call, 1, out);
    List<Element> no = spread(call, 2, out);
    var all = new ArrayList<Element>(truth.size());
    for (int i = 0; i < truth.size(); i++) {
      Element either = yes.get(i).equals(no.get(i)) ? yes.get(i) : Element.UNKNOWN;
      all.add(
          !truth.get(i).isNumber() ? either : truth.get(i).number() != 0 ? yes.get(i) : no.get(i));
    }
    return all;
  }
}
