package modellint.samediff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import modellint.eval.Obj;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.Weights;

/**
 * Constants that change nothing where they stand, zeros added and ones multiplied by, and are as
 * long as the layer has units: a bias or a gain that was meant to be trained.
 */
final class FrozenBiases {

  private static final String PRODUCT =
      "mmul|linear|tensorMmul|conv[123]d|deconv[23]d|depthWiseConv2d|separableConv2d";

  private final Variables variables;

  FrozenBiases(Variables variables) {
    this.variables = variables;
  }

  List<Remark> of(List<Operation> operations) {
    Map<Obj, Remark> found = new LinkedHashMap<>();
    for (Operation it : operations) {
      for (Obj operand : zeros(it)) {
        remark(operand, 0).ifPresent(remark -> found.putIfAbsent(operand, remark));
      }
      for (Obj operand : ones(it)) {
        remark(operand, 1).ifPresent(remark -> found.putIfAbsent(operand, remark));
      }
    }
    return List.copyOf(found.values());
  }

  /** What stands where a bias does. */
  private List<Obj> zeros(Operation it) {
    Optional<Obj> bias =
        switch (it.method()) {
          case "add", "plus", "biasAdd", "sub", "minus" ->
              it.operand(0).filter(this::isProduct).flatMap(x -> it.operand(1));
          case "linear", "reluLayer", "conv1d", "conv2d", "conv3d", "deconv2d", "deconv3d" ->
              it.operand(2);
          case "depthWiseConv2d", "layerNorm" -> it.operand(2);
          case "separableConv2d" -> it.operand(3);
          case "gru" -> it.operand(4);
          case "lstmLayer" -> it.config("LSTMLayerWeights").flatMap(own -> own.variable("bias"));
          default -> Optional.empty();
        };
    return bias.map(variables::meant).stream().toList();
  }

  /** Gains; the one of a layerNorm cannot be left out, unless a bias stands beside it. */
  private List<Obj> ones(Operation it) {
    var gains = new ArrayList<Obj>();
    switch (it.method()) {
      case "mul", "times", "div" ->
          it.operand(0)
              .filter(variables::isTrained)
              .flatMap(x -> it.operand(1))
              .ifPresent(gains::add);
      case "layerNorm" -> it.operand(2).flatMap(bias -> it.operand(1)).ifPresent(gains::add);
      default -> {}
    }
    return gains.stream().map(variables::meant).toList();
  }

  private boolean isProduct(Obj variable) {
    return Operation.of(variables.meant(variable))
        .filter(it -> it.method().matches(PRODUCT))
        .filter(variables::isTrained)
        .isPresent();
  }

  private Optional<Remark> remark(Obj source, double neutral) {
    Optional<Operation> made =
        Operation.of(source)
            .filter(it -> it.isSource() && it.method().matches("zero|one|constant"))
            .filter(it -> !variables.isVariable(source, it));
    if (made.isEmpty()) {
      return Optional.empty();
    }
    String name = Variables.name(source).orElse("b");
    Stored stored = Stored.of(source, made.get(), OptionalInt.empty(), name);
    boolean idle =
        stored.weights() instanceof Weights.Declared it
            && it.init() instanceof Init.Constant constant
            && constant.value() == neutral;
    return stored
        .shape()
        .filter(shape -> idle && isRow(shape))
        .map(
            shape ->
                new Remark(
                    Remark.Kind.FROZEN_BIAS,
                    source.origin().place(),
                    shape.elements().size(),
                    variable(name, shape, neutral)));
  }

  /** One dimension that counts, the last. */
  private static boolean isRow(Shape shape) {
    return shape.rank() > 0
        && shape.isKnown()
        && shape.elements().size() == shape.dim(shape.rank() - 1).size();
  }

  private static String variable(String name, Shape shape, double neutral) {
    String sizes = shape.dims().stream().map(Dim::toString).collect(Collectors.joining(", "));
    String scheme = neutral == 0 ? "" : "new OneInitScheme('c'), ";
    return "sd.var(\"" + name + "\", " + scheme + "DataType.FLOAT, " + sizes + ")";
  }
}
