package modellint.verify.tape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import modellint.onnx.proto.AttributeProto;

/**
 * A value on a tape, with its static shape. Its methods write the node that computes something from
 * it and give the result, so formulas read as in the papers.
 */
public final class Tensor {

  /** A copy of so many elements in double precision costs nothing to speak of. */
  private static final long MOST_IN_DOUBLE = 1 << 20;

  private final Tape tape;
  private final String name;
  private final int type;
  private final long[] shape;
  private final Optional<long[]> integers;

  Tensor(Tape tape, String name, int type, long[] shape, Optional<long[]> integers) {
    this.tape = tape;
    this.name = name;
    this.type = type;
    this.shape = shape.clone();
    this.integers = integers;
  }

  public Tape tape() {
    return tape;
  }

  public String name() {
    return name;
  }

  public boolean isAbsent() {
    return name.isEmpty();
  }

  public int type() {
    return type;
  }

  public boolean isReal() {
    return !isAbsent() && Type.isReal(type);
  }

  public long[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  public long size(int axis) {
    return shape[axis < 0 ? axis + shape.length : axis];
  }

  public long count() {
    return Dims.count(shape);
  }

  /** The elements of an integer tensor that is small enough to have been kept. */
  public long[] integers() {
    return integers
        .orElseThrow(() -> new NoGradientException("the values of " + name + " are not known"))
        .clone();
  }

  // Elementwise.

  public Tensor plus(Tensor other) {
    return elementwise("Add", other, type);
  }

  public Tensor minus(Tensor other) {
    return elementwise("Sub", other, type);
  }

  public Tensor times(Tensor other) {
    return elementwise("Mul", other, type);
  }

  public Tensor over(Tensor other) {
    return elementwise("Div", other, type);
  }

  public Tensor power(Tensor other) {
    return elementwise("Pow", other, type);
  }

  public Tensor plus(double number) {
    return plus(tape.scalar(type, number));
  }

  public Tensor times(double number) {
    return number == 1 ? this : times(tape.scalar(type, number));
  }

  public Tensor over(double number) {
    return over(tape.scalar(type, number));
  }

  /** {@code number} - this. */
  public Tensor from(double number) {
    return tape.scalar(type, number).minus(this);
  }

  public Tensor square() {
    return times(this);
  }

  public Tensor is(Tensor other) {
    return elementwise("Equal", other, Type.BOOL);
  }

  public Tensor above(Tensor other) {
    return elementwise("Greater", other, Type.BOOL);
  }

  public Tensor below(Tensor other) {
    return elementwise("Less", other, Type.BOOL);
  }

  public Tensor above(double number) {
    return above(tape.scalar(type, number));
  }

  public Tensor below(double number) {
    return below(tape.scalar(type, number));
  }

  public Tensor and(Tensor other) {
    return elementwise("And", other, Type.BOOL);
  }

  public Tensor not() {
    return unary("Not");
  }

  /** Where this condition holds, {@code yes}, elsewhere {@code no}. */
  public Tensor choose(Tensor yes, Tensor no) {
    long[] all = Dims.broadcast(shape, Dims.broadcast(yes.shape, no.shape));
    return tape.call("Where", all, yes.type, List.of(), this, yes, no);
  }

  /**
   * Where {@code condition} holds, this, elsewhere zero: unlike a product, safe beside infinity.
   */
  public Tensor where(Tensor condition) {
    return condition.choose(this, tape.scalar(type, 0));
  }

  private Tensor elementwise(String op, Tensor other, int result) {
    return tape.call(op, Dims.broadcast(shape, other.shape), result, List.of(), this, other);
  }

  /** The larger of the two, element by element. */
  public Tensor larger(Tensor other) {
    return elementwise("Max", other, type);
  }

  /** A function of each element alone, by its ONNX name. */
  public Tensor unary(String op, AttributeProto... attributes) {
    return tape.call(op, shape, type, List.of(attributes), this);
  }

  public Tensor neg() {
    return unary("Neg");
  }

  public Tensor exp() {
    return unary("Exp");
  }

  public Tensor log() {
    return unary("Log");
  }

  public Tensor sqrt() {
    return unary("Sqrt");
  }

  public Tensor abs() {
    return unary("Abs");
  }

  public Tensor sign() {
    return unary("Sign");
  }

  public Tensor tanh() {
    return unary("Tanh");
  }

  public Tensor sigmoid() {
    return unary("Sigmoid");
  }

  public Tensor cast(int to) {
    return to == type ? this : tape.call("Cast", shape, to, List.of(Attr.of("to", to)), this);
  }

  // Sums.

  public Tensor sum(long... axes) {
    return axes.length == 0 ? this : reduce("ReduceSum", axes, true);
  }

  /**
   * The sum of terms that nearly cancel, in double; a large tensor's rows in its own type first.
   */
  public Tensor total(long... axes) {
    if (axes.length == 0 || type != Type.FLOAT) {
      return sum(axes);
    }
    long last = Arrays.stream(axes).max().orElseThrow();
    return count() > MOST_IN_DOUBLE && axes.length > 1
        ? sum(last).total(Arrays.stream(axes).filter(it -> it != last).toArray())
        : cast(Type.DOUBLE).sum(axes).cast(type);
  }

  public Tensor mean(long... axes) {
    return axes.length == 0 ? this : reduce("ReduceMean", axes, true);
  }

  public Tensor max(long... axes) {
    return axes.length == 0 ? this : reduce("ReduceMax", axes, true);
  }

  public Tensor reduce(String op, long[] axes, boolean keep) {
    return tape.call(
        op,
        Dims.reduced(shape, Dims.normal(axes, rank()), keep),
        type,
        List.of(Attr.of("keepdims", keep ? 1 : 0)),
        this,
        tape.integers(axes));
  }

  /** Sums over what broadcasting has stretched, back to {@code target}. */
  public Tensor unbroadcast(long[] target) {
    if (Arrays.equals(shape, target)) {
      return this;
    }
    int extra = rank() - target.length;
    long[] axes =
        IntStream.range(0, rank())
            .filter(i -> i < extra || (target[i - extra] == 1 && shape[i] != 1))
            .mapToLong(i -> i)
            .toArray();
    return total(axes).reshape(target);
  }

  // Layout.

  public Tensor reshape(long... target) {
    return Arrays.equals(shape, target)
        ? this
        // Static shapes have no zero that would mean "as before".
        : tape.call(
            "Reshape", target, type, List.of(Attr.of("allowzero", 1)), this, tape.integers(target));
  }

  public Tensor transpose(int... order) {
    if (IntStream.range(0, order.length).allMatch(i -> order[i] == i)) {
      return this;
    }
    long[] turned = Arrays.stream(order).mapToLong(i -> shape[i]).toArray();
    long[] wide = Arrays.stream(order).mapToLong(i -> i).toArray();
    return tape.call("Transpose", turned, type, List.of(Attr.of("perm", wide)), this);
  }

  /** The last two axes exchanged. */
  public Tensor turned() {
    int[] order = IntStream.range(0, rank()).toArray();
    order[rank() - 1] = rank() - 2;
    order[rank() - 2] = rank() - 1;
    return transpose(order);
  }

  public Tensor expand(long... target) {
    return Arrays.equals(shape, target)
        ? this
        : tape.call("Expand", target, type, List.of(), this, tape.integers(target));
  }

  /** Elements from {@code start} up to and without {@code end} along {@code axis}. */
  public Tensor slice(int axis, long start, long end) {
    int at = axis < 0 ? axis + rank() : axis;
    return start == 0 && end == shape[at]
        ? this
        : slice(Dims.of(at), Dims.of(start), Dims.of(end), Dims.of(1));
  }

  /** Slices by non-negative bounds and positive steps. */
  public Tensor slice(long[] axes, long[] starts, long[] ends, long[] steps) {
    long[] cut = shape.clone();
    for (int i = 0; i < axes.length; i++) {
      long end = Math.min(ends[i], shape[(int) axes[i]]);
      cut[(int) axes[i]] = Math.max(0, (end - starts[i] + steps[i] - 1) / steps[i]);
    }
    return tape.call(
        "Slice",
        cut,
        type,
        List.of(),
        this,
        tape.integers(starts),
        tape.integers(ends),
        tape.integers(axes),
        tape.integers(steps));
  }

  /** Zeros around, as many as stated before and behind each axis; negative ones crop. */
  public Tensor pad(long[] before, long[] after) {
    long[] all = Dims.concat(before, after);
    if (Arrays.stream(all).allMatch(it -> it == 0)) {
      return this;
    }
    long[] padded = shape.clone();
    Arrays.setAll(padded, i -> shape[i] + before[i] + after[i]);
    return tape.call("Pad", padded, type, List.of(), this, tape.integers(all));
  }

  public static Tensor concat(int axis, List<Tensor> parts) {
    Tensor first = parts.get(0);
    if (parts.size() == 1) {
      return first;
    }
    long size = parts.stream().mapToLong(it -> it.shape[axis]).sum();
    return first.tape.call(
        "Concat",
        Dims.with(first.shape, axis, size),
        first.type,
        List.of(Attr.of("axis", axis)),
        parts.toArray(Tensor[]::new));
  }

  // Products.

  /** Matrix product over the last two axes, the others broadcast. */
  public Tensor matmul(Tensor other) {
    long[] left = Arrays.copyOf(shape, rank() - 2);
    long[] right = Arrays.copyOf(other.shape, other.rank() - 2);
    long[] product = Dims.concat(Dims.broadcast(left, right), Dims.of(size(-2), other.size(-1)));
    return tape.call("MatMul", product, type, List.of(), this, other);
  }

  /** Matrix product with the other's rows as columns. */
  public Tensor timesTurned(Tensor other) {
    long[] product = Dims.of(size(0), other.size(0));
    return tape.call("Gemm", product, type, List.of(Attr.of("transB", 1)), this, other);
  }

  // Indexing.

  public Tensor gather(int axis, Tensor indices) {
    long[] found =
        Dims.concat(
            Arrays.copyOf(shape, axis), indices.shape, Arrays.copyOfRange(shape, axis + 1, rank()));
    return tape.call("Gather", found, type, List.of(Attr.of("axis", axis)), this, indices);
  }

  public Tensor gatherElements(int axis, Tensor indices) {
    return tape.call(
        "GatherElements", indices.shape, type, List.of(Attr.of("axis", axis)), this, indices);
  }

  /** {@code updates} added into this at {@code indices}, where they meet as often as they meet. */
  public Tensor scatterAdd(int axis, Tensor indices, Tensor updates) {
    return tape.call(
        "ScatterElements",
        shape,
        type,
        List.of(Attr.of("axis", axis), Attr.of("reduction", "add")),
        this,
        indices,
        updates);
  }

  public Tensor scatterNdAdd(Tensor indices, Tensor updates) {
    return tape.call(
        "ScatterND", shape, type, List.of(Attr.of("reduction", "add")), this, indices, updates);
  }

  public Tensor zeros() {
    return tape.filled(type, shape, 0);
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
