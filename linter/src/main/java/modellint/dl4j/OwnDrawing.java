package modellint.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.shape.Shapes;
import modellint.definition.Declaration;
import modellint.definition.GraphSketch;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;

/**
 * Draws the layers that a program defines itself. What cannot be drawn is opaque, but its
 * parameters count as far as they can be read.
 */
final class OwnDrawing {

  private final OwnLayers own;
  private final GraphSketch sketch;
  private final Inference inference;
  private final Refusals refusals;

  OwnDrawing(OwnLayers own, GraphSketch sketch, Inference inference, Refusals refusals) {
    this.refusals = refusals;
    this.own = own;
    this.sketch = sketch;
    this.inference = inference;
  }

  /** The object that {@code content} stands for, where its class defines the layer. */
  Optional<Obj> of(Settings content) {
    return content.arguments().size() == 1
            && content.arguments().get(0) instanceof Obj it
            && own.has(it)
        ? Optional.of(it)
        : Optional.empty();
  }

  Tensor draw(Drawing it, Obj layer, List<Tensor> in) {
    Obj type = InputTypes.object(in.get(0).flow(), it.place());
    if (inference == Inference.FILLS || inference == Inference.REPLACES) {
      own.infer(layer, type, inference == Inference.REPLACES);
      if (own.outputType(layer, type).isEmpty()) {
        refusals.add(Fault.NO_OUTPUT_TYPE, it.settings().name(), it.place(), 0, 1);
      }
    }
    List<String> inputs = in.stream().map(Tensor::name).toList();
    try {
      var parameters = new LinkedHashMap<Value, String>();
      for (OwnLayers.Parameter parameter : own.parameters(layer)) {
        Declaration declared = declared(it, parameter);
        parameters.put(parameter.key(), it.blocks().parameter(declared));
      }
      try {
        String result = own.draw(layer, sketch, inputs, parameters);
        return new Tensor(result, flow(it, layer, type, result));
      } catch (Unreadable e) {
        return opaque(it, layer, type, inputs, parameters);
      }
    } catch (Unreadable e) {
      return OtherLayers.opaque(it);
    }
  }

  private static Declaration declared(Drawing it, OwnLayers.Parameter parameter) {
    var sizes =
        Dl4jApi.spread(parameter.sizes()).stream()
            .map(size -> Sizes.dim(size, parameter.word()))
            .toList();
    var shape = new Shape(sizes);
    Weights weights =
        parameter
            .scheme()
            .map(scheme -> WeightInits.of(scheme, fans(parameter.fans()), shape))
            .orElse(parameter.weights());
    return it.declare(parameter.word(), shape, weights);
  }

  private static Fans fans(List<Value> fans) {
    return fans.size() == 2
        ? Fans.of(Sizes.dim(fans.get(0), "fanIn"), Sizes.dim(fans.get(1), "fanOut"))
        : Fans.unknown("fans that are not known");
  }

  private Tensor opaque(
      Drawing it, Obj layer, Obj type, List<String> inputs, Map<Value, String> parameters) {
    it.markOpaque();
    var operands = new ArrayList<>(inputs);
    operands.addAll(parameters.values());
    String result = it.blocks().opaque(it.settings().type(), operands, 1).get(0);
    return new Tensor(result, stated(layer, type).orElse(it.flow()));
  }

  private Optional<Flow> stated(Obj layer, Obj type) {
    return own.outputType(layer, type).flatMap(InputTypes::of);
  }

  /** What flows out: as the layer's own method says, else by the shape of its result. */
  private Flow flow(Drawing it, Obj layer, Obj type, String result) {
    return stated(layer, type)
        .or(
            () ->
                Shapes.of(sketch.finish(List.of(result), Training.UNKNOWN))
                    .shape(result)
                    .flatMap(OwnDrawing::flow))
        .orElse(it.flow());
  }

  private static Optional<Flow> flow(Shape shape) {
    List<Dim> dims = shape.dims();
    return switch (dims.size()) {
      case 2 -> Optional.of(new Flow.Rows(dims.get(1), Optional.empty()));
      case 3 -> Optional.of(new Flow.Sequence(dims.get(1), dims.get(2)));
      case 4 -> Optional.of(new Flow.Image(dims.get(1), dims.get(2), dims.get(3)));
      case 5 -> Optional.of(new Flow.Volume(dims.get(1), dims.get(2), dims.get(3), dims.get(4)));
      default -> Optional.empty();
    };
  }
}
