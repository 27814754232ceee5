package modellint.verify.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.verify.gradient.Fallback;
import modellint.verify.gradient.Pullback;
import modellint.verify.gradient.Rule;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/**
 * An operator without a rule that turns out to be linear in what it is given: its matrix is what it
 * makes of the unit vectors, and the transposed matrix takes gradients back.
 */
final class Materialisation implements Fallback {

  private static final long MOST_INPUTS = 1024;
  private static final long LARGEST_MATRIX = 1 << 20;
  private static final double TOLERANCE = 1e-3;

  private final ModelProto model;
  private final Map<String, Block> feeds;
  private final Set<String> stored;
  private final Set<String> remarks;

  Materialisation(ModelProto model, Map<String, Block> feeds, Set<String> remarks) {
    this.model = model;
    this.feeds = feeds;
    this.remarks = remarks;
    this.stored = new LinkedHashSet<>();
    model.getGraph().getInitializerList().forEach(it -> stored.add(it.getName()));
  }

  @Override
  public Optional<Rule.Product> of(Call call, Predicate<Tensor> wanted) {
    // what is stored and not asked about never changes
    List<Tensor> moving =
        call.inputs().stream()
            .filter(it -> it.isReal() && (wanted.test(it) || !stored.contains(it.name())))
            .toList();
    List<Tensor> outputs = call.outputs().stream().filter(Tensor::isReal).toList();
    long in = moving.stream().mapToLong(Tensor::count).sum();
    long out = outputs.stream().mapToLong(Tensor::count).sum();
    Optional<NodeProto> node = node(call);
    if (in == 0 || in > MOST_INPUTS || in * out > LARGEST_MATRIX || node.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Block> inputs = inputs(call);
    if (inputs.size() < call.inputs().stream().filter(it -> !it.isAbsent()).distinct().count()) {
      return Optional.empty();
    }
    try (var single =
        new SingleNode(model, node.get(), inputs, outputs.stream().map(Tensor::name).toList())) {
      return matrix(single, inputs, moving)
          .map(
              rows -> {
                remarks.add(
                    "operator "
                        + call.op()
                        + " is linear here and is differentiated by its matrix");
                return new Rule.Product(
                    call.domain(), call.op(), call.opset(), p -> pull(p, rows, moving, outputs));
              });
    } catch (UnsupportedModelException e) {
      return Optional.empty();
    }
  }

  private Optional<NodeProto> node(Call call) {
    String first = call.outputs().get(0).name();
    return model.getGraph().getNodeList().stream()
        .filter(it -> it.getOutputList().contains(first))
        .findFirst();
  }

  /** The values that the call was given. */
  private Map<String, Block> inputs(Call call) {
    var names = new LinkedHashSet<String>();
    call.inputs().stream().filter(it -> !it.isAbsent()).forEach(it -> names.add(it.name()));
    var inputs = new LinkedHashMap<String, Block>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (names.contains(tensor.getName())) {
        inputs.put(tensor.getName(), Stored.block(tensor));
      }
    }
    feeds.forEach(
        (name, block) -> names.stream().filter(name::equals).forEach(it -> inputs.put(it, block)));
    names.removeAll(inputs.keySet());
    if (!names.isEmpty()) {
      inputs.putAll(Observation.blocks(model, feeds, names));
    }
    return inputs;
  }

  /** One row an input element; empty where superposition fails. */
  private static Optional<List<double[]>> matrix(
      SingleNode node, Map<String, Block> inputs, List<Tensor> moving) {
    double[] base = node.at(inputs);
    var random = new Random(1);
    for (int trial = 0; trial < 3; trial++) {
      Map<String, double[]> one = directions(moving, random);
      Map<String, double[]> two = directions(moving, random);
      double[] first = difference(node.at(moved(inputs, one, 1)), base);
      double[] second = difference(node.at(moved(inputs, two, -2)), base);
      double[] both = difference(node.at(moved(moved(inputs, one, 1), two, -2)), base);
      double scale = 0;
      double error = 0;
      for (int i = 0; i < base.length; i++) {
        scale = Math.max(scale, Math.abs(first[i]) + Math.abs(second[i]));
        error = Math.max(error, Math.abs(both[i] - first[i] - second[i]));
      }
      if (!(error <= TOLERANCE * scale) || scale == 0) {
        return Optional.empty();
      }
    }
    var rows = new ArrayList<double[]>();
    for (Tensor input : moving) {
      for (int i = 0; i < input.count(); i++) {
        var unit = new double[(int) input.count()];
        unit[i] = 1;
        rows.add(difference(node.at(moved(inputs, Map.of(input.name(), unit), 1)), base));
      }
    }
    return Optional.of(rows);
  }

  private static Map<String, double[]> directions(List<Tensor> moving, Random random) {
    var directions = new LinkedHashMap<String, double[]>();
    moving.forEach(it -> directions.put(it.name(), random.doubles(it.count(), -2, 2).toArray()));
    return directions;
  }

  private static double[] difference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new UnsupportedModelException("outputs whose size follows the values");
    }
    var difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }

  private static Map<String, Block> moved(
      Map<String, Block> inputs, Map<String, double[]> along, double step) {
    var moved = new LinkedHashMap<>(inputs);
    along.forEach(
        (name, direction) -> {
          Block input = Objects.requireNonNull(inputs.get(name));
          double[] values = input.reals();
          Arrays.setAll(values, i -> values[i] + step * direction[i]);
          moved.put(name, input.with(values));
        });
    return moved;
  }

  private static void pull(
      Pullback p, List<double[]> rows, List<Tensor> moving, List<Tensor> outputs) {
    var cotangents = new ArrayList<Tensor>();
    for (int i = 0; i < p.call().outputs().size(); i++) {
      if (outputs.contains(p.call().y(i))) {
        cotangents.add(p.g(i).cast(p.g(i).type()).reshape(p.call().y(i).count(), 1));
      }
    }
    Tensor g = Tensor.concat(0, cotangents);
    int from = 0;
    for (Tensor input : moving) {
      int count = (int) input.count();
      List<double[]> own = rows.subList(from, from + count);
      from += count;
      for (int i = 0; i < p.call().inputs().size(); i++) {
        if (p.call().inputs().get(i).name().equals(input.name())) {
          p.give(
              i,
              () ->
                  p.tape()
                      .reals(
                          g.type(),
                          Dims.of(count, g.count()),
                          own.stream().flatMapToDouble(Arrays::stream).toArray())
                      .matmul(g)
                      .reshape(input.shape()));
          break;
        }
      }
    }
  }
}
