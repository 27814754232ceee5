package modellint.djl;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/**
 * Dimensions as the program sees them. One that is known is a number; any other is an object, with
 * which the program may shape arrays and also compute.
 */
final class Extents {

  /** {@code FLOAT} in ONNX. */
  private static final long FLOAT = 1;

  /** An axis of an array. */
  private record Side(Tensor array, int axis) {}

  private final Walk walk;
  private final Optional<Long> batch;
  private final Map<Obj, Dim> sizes = new IdentityHashMap<>();
  private final Map<Obj, Side> sides = new IdentityHashMap<>();

  /**
   * @param batch the size of the batch that the program is initialised with: its code computes with
   *     that number where the graph has the symbol {@code N}
   */
  Extents(Walk walk, Optional<Long> batch) {
    this.walk = walk;
    this.batch = batch;
  }

  /** True where the program says how large the batch is. */
  boolean isTold() {
    return batch.isPresent();
  }

  /** True where {@code size} is what the program was told the batch is. */
  boolean isBatch(Value size) {
    return batch.isPresent() && size.whole().equals(batch);
  }

  /** The number that a dimension is while the library initialises the block. */
  Optional<Long> number(Dim dim) {
    if (dim.isKnown()) {
      return Optional.of(dim.size());
    }
    return batch
        .filter(it -> dim.powers().equals(Walk.BATCH.powers()))
        .map(it -> Math.multiplyExact(dim.factor(), it));
  }

  /** A dimension as the program sees it: a number, or an object that stands for one. */
  Value size(Dim dim) {
    Optional<Long> number = number(dim);
    if (number.isPresent()) {
      return Sizes.whole(number.get());
    }
    var object = new Obj("size", new Origin.Made(List.of(), walk.place()));
    sizes.put(object, dim);
    return object;
  }

  Dim dim(Value value, String otherwise) {
    Optional<Long> known = value.whole();
    if (known.isPresent() && known.get() >= 0) {
      return Dim.of(known.get());
    }
    if (value instanceof Obj it && sizes.containsKey(it)) {
      return sizes.get(it);
    }
    return Sizes.symbol(value instanceof Value.Unknown it ? it.name() : otherwise);
  }

  Value shape(Shape shape) {
    return Shapes.make(shape.dims().stream().map(this::size).toList(), walk.place());
  }

  /** The shape of {@code array}, whose dimensions the program may compute with. */
  Value shape(Tensor array) {
    Shape shape = array.shape().orElseThrow();
    var dims = new ArrayList<Value>();
    for (int i = 0; i < shape.rank(); i++) {
      Value size = size(shape.dim(i));
      if (size instanceof Obj it) {
        sides.put(it, new Side(array, i));
      }
      dims.add(size);
    }
    return Shapes.make(dims, walk.place());
  }

  /** A dimension that the program computes with, as an array of no dimensions. */
  Optional<Tensor> scalar(Value size) {
    Optional<Side> side =
        size instanceof Obj it ? Optional.ofNullable(sides.get(it)) : Optional.empty();
    return side.map(
        it -> {
          String shape = walk.blocks().op("Shape", "Shape", it.array().name());
          String axis = walk.blocks().index("axis", it.axis());
          String number =
              walk.blocks()
                  .op("Gather", "Size", List.of(shape, axis), Map.of("axis", new Attribute.Int(0)));
          return Tensor.of(
              walk.blocks()
                  .op("Cast", "Number", List.of(number), Map.of("to", new Attribute.Int(FLOAT))),
              new Shape(List.of()));
        });
  }
}
