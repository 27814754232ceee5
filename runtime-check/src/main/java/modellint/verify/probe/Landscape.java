package modellint.verify.probe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.run.Stored;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/**
 * A model whose parameters are inputs: its loss, and the gradient of that, at any point. All
 * parameters together are one vector, in the order in which the model stores them.
 */
final class Landscape implements AutoCloseable {

  /** Beyond this, the vectors of an optimiser would not fit. */
  private static final long MOST = 20_000_000;

  private final Map<String, Block> stored;
  private final Differentiated differentiated;

  private Landscape(Map<String, Block> stored, Differentiated differentiated) {
    this.stored = stored;
    this.differentiated = differentiated;
  }

  /** {@code feeds} are as those that it will be asked about. */
  static Landscape of(ModelProto model, List<String> parameters, Map<String, Block> feeds) {
    Map<String, Block> stored = stored(model, Set.copyOf(parameters));
    long count = stored.values().stream().mapToLong(Block::count).sum();
    if (count == 0 || count > MOST) {
      throw new UnsupportedModelException(
          count == 0
              ? "training without stored parameters"
              : "training of " + count + " parameters");
    }
    var all = new HashMap<>(feeds);
    all.putAll(stored);
    Set<String> names = stored.keySet();
    var request = new Request(names, names, Set.of(), Set.of());
    var differentiated =
        Differentiated.of(promoted(model, stored), all, request, Registry.STANDARD);
    if (!differentiated.cuts().isEmpty()) {
      String cut = differentiated.cuts().values().iterator().next();
      differentiated.close();
      throw new UnsupportedModelException("training through " + cut);
    }
    return new Landscape(stored, differentiated);
  }

  private static Map<String, Block> stored(ModelProto model, Set<String> parameters) {
    var stored = new LinkedHashMap<String, Block>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (parameters.contains(tensor.getName())
          && Type.isReal(tensor.getDataType())
          && Dims.count(Stored.shape(tensor)) <= MOST) {
        stored.put(tensor.getName(), Stored.block(tensor));
      }
    }
    return stored;
  }

  private static ModelProto promoted(ModelProto model, Map<String, Block> stored) {
    GraphProto graph = model.getGraph();
    GraphProto.Builder copy = graph.toBuilder().clearInitializer();
    graph.getInitializerList().stream()
        .filter(it -> !stored.containsKey(it.getName()))
        .forEach(copy::addInitializer);
    var inputs = new LinkedHashSet<String>();
    graph.getInputList().forEach(it -> inputs.add(it.getName()));
    stored.forEach(
        (name, block) -> {
          if (!inputs.contains(name)) {
            copy.addInput(input(name, block));
          }
        });
    return model.toBuilder().setGraph(copy).build();
  }

  private static ValueInfoProto input(String name, Block block) {
    var shape = TensorShapeProto.newBuilder();
    for (long size : block.shape()) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    var tensor = TypeProto.Tensor.newBuilder().setElemType(block.type()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** The parameters as the model stores them. */
  double[] start() {
    var all = new double[stored.values().stream().mapToInt(Block::count).sum()];
    int at = 0;
    for (Block block : stored.values()) {
      double[] values = block.reals();
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  /** Elements of each parameter, in the order of the vector. */
  List<Integer> sizes() {
    return stored.values().stream().map(Block::count).toList();
  }

  /** Loss and gradient at one point. */
  record Point(double loss, double[] gradient) {}

  Point at(double[] parameters, Map<String, Block> feeds, Objective objective) {
    var all = new HashMap<>(feeds);
    int at = 0;
    for (var it : stored.entrySet()) {
      int count = it.getValue().count();
      all.put(it.getKey(), it.getValue().with(Arrays.copyOfRange(parameters, at, at + count)));
      at += count;
    }
    var result = differentiated.run(all, objective::cotangents);
    var gradient = new double[parameters.length];
    at = 0;
    for (var it : stored.entrySet()) {
      Block found = result.gradients().get(it.getKey());
      if (found != null) {
        System.arraycopy(found.reals(), 0, gradient, at, found.count());
      }
      at += it.getValue().count();
    }
    return new Point(objective.loss(result.outputs()), gradient);
  }

  @Override
  public void close() {
    differentiated.close();
  }
}
