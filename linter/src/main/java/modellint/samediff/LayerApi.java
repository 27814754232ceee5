package modellint.samediff;

import java.util.List;
import java.util.Optional;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;

/** What the methods of a layer that a program defines itself ask of DL4J while they are read. */
final class LayerApi implements Api {

  static final String INPUT_TYPE = "org.deeplearning4j.nn.conf.inputs.InputType";
  static final String LAYERS = "org.deeplearning4j.nn.conf.layers.samediff.";
  static final String INPUTS = LAYERS + "SameDiffLambdaVertex.VertexInputs";
  static final String ARRAY = "org.nd4j.linalg.api.ndarray.INDArray";

  private static final String KEYS = "org.deeplearning4j.nn.params.DefaultParamInitializer";
  private static final String SCHEME = "org.deeplearning4j.nn.weights.WeightInit";

  private final List<Obj> inputs;

  /**
   * @param inputs what a vertex reads
   */
  LayerApi(List<Obj> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  @Override
  public boolean has(String type) {
    return type.startsWith(INPUT_TYPE)
        || type.startsWith(LAYERS)
        || type.equals(ARRAY)
        || type.equals(KEYS)
        || type.equals(SCHEME);
  }

  /** Without a scheme of its own a layer has its builder's, and XAVIER is the builder's own. */
  @Override
  public Optional<Value> field(Obj self, String name) {
    if (!name.equals("weightInit") || !self.type().contains(".")) {
      return Optional.empty();
    }
    Optional<Obj> builder =
        self.calls("super").stream()
            .flatMap(it -> it.arguments().stream())
            .filter(it -> it instanceof Obj)
            .map(it -> (Obj) it)
            .findFirst();
    return builder.map(
        it ->
            it.calls("weightInit").stream()
                .filter(call -> call.arguments().size() == 1)
                .reduce((a, b) -> b)
                .map(call -> call.argument(0))
                .orElse(new Value.Constant(SCHEME, "XAVIER")));
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    if (receiver.type().equals(INPUTS) && call.method().equals("getInput")) {
      return call.argument(0)
          .whole()
          .filter(at -> at >= 0 && at < inputs.size())
          .map(at -> inputs.get((int) (long) at));
    }
    if (receiver.type().equals(ARRAY) && call.method().matches("assign|[a-z]+i")) {
      return Optional.of(receiver);
    }
    return receiver.type().equals(INPUT_TYPE) ? asked(receiver, call) : Optional.empty();
  }

  /** What an input type answers of itself. */
  private static Optional<Value> asked(Obj type, Call call) {
    List<Value> sizes = type.origin().arguments();
    int images = call.method().equals("getChannels") ? 2 : call.method().equals("getWidth") ? 1 : 0;
    return switch (call.method()) {
      case "getSize" -> at(sizes, 0);
      case "getTimeSeriesLength" -> at(sizes, 1);
      case "getChannels", "getHeight", "getWidth" -> at(sizes, images);
      case "arrayElementsPerExample" -> sizes.size() == 1 ? at(sizes, 0) : Optional.empty();
      case "getType" -> Optional.of(new Value.Constant(INPUT_TYPE + ".Type", kind(sizes.size())));
      default -> Optional.empty();
    };
  }

  private static String kind(int sizes) {
    return switch (sizes) {
      case 1 -> "FF";
      case 2 -> "RNN";
      case 3 -> "CNN";
      default -> "CNN3D";
    };
  }

  private static Optional<Value> at(List<Value> sizes, int at) {
    return at < sizes.size() ? Optional.of(sizes.get(at)) : Optional.empty();
  }
}
