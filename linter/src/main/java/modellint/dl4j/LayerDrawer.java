package modellint.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.GraphSketch;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;

/** Draws any layer of the library on the sketch and keeps what there is to report about it. */
final class LayerDrawer {

  private final GraphSketch sketch;
  private final Inference inference;
  private final boolean validates;
  private final Refusals refusals;
  private final LayoutChecks layouts;
  private final OwnDrawing own;
  private final List<LayerFact> facts = new ArrayList<>();
  private final List<Dim> besides = new ArrayList<>();
  private final Map<String, Tensor> inputs = new HashMap<>();
  private boolean cutting;

  /**
   * @param validates whether the library looks at the output layers when it builds
   * @param own reads layers that the program defines itself
   */
  LayerDrawer(
      GraphSketch sketch,
      Inference inference,
      boolean validates,
      Refusals refusals,
      OwnLayers own) {
    this.own = new OwnDrawing(own, sketch, inference, refusals);
    this.sketch = sketch;
    this.inference = inference;
    this.validates = validates;
    this.refusals = refusals;
    this.layouts = new LayoutChecks(inference, refusals);
  }

  /** Whether the first layer of a list cuts its input. */
  boolean isCutting() {
    return cutting;
  }

  List<LayerFact> facts() {
    return facts;
  }

  GraphSketch sketch() {
    return sketch;
  }

  /**
   * An input of the network.
   *
   * @param base where the definition names another network that stands before it
   */
  String input(String name, Flow flow, Optional<Place.Line> base) {
    String given = sketch.input(name, InputTypes.shape(flow));
    inputs.put(name, new Tensor(given, flow));
    return base.map(
            place ->
                new Blocks(sketch, name, place)
                    .unread(
                        "BaseNetwork",
                        "the network that stands before it is not in the sources at hand",
                        given))
        .orElse(given);
  }

  /** Notes that the layout of {@code input} is not stated but taken from what reads it. */
  void guessed(Tensor input) {
    layouts.doubt(input);
  }

  /**
   * Draws {@code layer} behind {@code in}.
   *
   * @param stated the preprocessor that the definition names for it
   */
  Tensor draw(Vertex layer, Tensor in, Optional<Value> stated) {
    var settings = new LayerSettings(layer.name(), layer.content(), layer.heritage());
    var blocks = new Blocks(sketch, layer.name(), layer.place());
    cutting |= FailureChecks.cuts(layer, facts.isEmpty());
    if (stated.isEmpty()) {
      layouts.before(layer, in);
    } else if (inference.types() && layouts.isCertain(in)) {
      PreprocessorChecks.check(stated.get(), layer, in.flow(), refusals);
    }
    Tensor fitted =
        stated.isPresent()
            ? Layouts.stated(in, stated.get(), blocks)
            : Layouts.fit(in, settings.type(), blocks);
    Drawing drawing = drawing(settings, dropped(fitted, settings, blocks));
    Tensor out = draw(drawing);
    boolean unknown = drawing.isOpaque() || stated.filter(Layouts::isForeign).isPresent();
    layouts.after(layer, unknown, in, out);
    Optional<String> weight =
        drawing.declared().stream()
            .map(it -> it.name())
            .filter(it -> it.matches(".*(W|_W[qkvo]|_Q|_weight)"))
            .findFirst();
    facts.add(
        new LayerFact(
            layer.name(),
            settings,
            drawing.inSize(
                fitted.flow() instanceof Flow.Rows
                    ? fitted.flow().elements()
                    : fitted.flow().size()),
            out.flow().size(),
            drawing.parameters(),
            settings.isFrozen() ? drawing.parameters() : drawing.statistics(),
            weight,
            layer.place()));
    return out;
  }

  /** A vertex of a graph that is no layer; one of them has parameters, which no layer counts. */
  Tensor vertex(Vertex vertex, List<Tensor> in) {
    VertexChecks.own(vertex, inference.types(), in.size(), refusals);
    if (layouts.isCertain(in.get(0))) {
      VertexChecks.input(vertex, in.get(0), inference.types(), refusals);
    }
    if (vertex.type().equals("DuplicateToTimeSeriesVertex") && layouts.recurs(in.get(0))) {
      refusals.add(Fault.UNFIT_INPUT, vertex.name(), vertex.place(), 2, 1);
    }
    Optional<Obj> itself = own.of(vertex.content());
    if (itself.isEmpty() && !vertex.content().type().equals("AttentionVertex")) {
      var blocks = new Blocks(sketch, vertex.name(), vertex.place());
      Tensor drawn =
          vertex.type().equals("DuplicateToTimeSeriesVertex")
              ? Vertices.repeated(in.get(0), clock(vertex), blocks)
              : Vertices.draw(vertex.content(), in, blocks);
      layouts.join(vertex, in, drawn);
      return drawn;
    }
    var settings = new LayerSettings(vertex.name(), vertex.content(), vertex.heritage());
    var drawing = new Drawing(sketch, settings, in.get(0), false);
    Tensor out =
        itself.isPresent()
            ? own.draw(drawing, itself.get(), in)
            : AttentionLayers.vertex(drawing, in);
    besides.add(drawing.parameters());
    return out;
  }

  /** The network's input whose steps a vertex counts. */
  private Optional<Tensor> clock(Vertex vertex) {
    return vertex
        .content()
        .argument(0)
        .flatMap(Value::text)
        .flatMap(name -> Optional.ofNullable(inputs.get(name)))
        .filter(it -> it.flow() instanceof Flow.Sequence);
  }

  /** The parameters of vertices that are no layers. */
  List<Dim> besides() {
    return besides;
  }

  /** Begins a layer, and notes what the library would refuse of it. */
  private Drawing drawing(LayerSettings settings, Tensor in) {
    var drawing = new Drawing(sketch, settings, in, inference == Inference.REPLACES);
    SizeChecks.check(drawing, inference, refusals);
    WindowChecks.check(drawing, refusals);
    ValueChecks.check(drawing, inference, refusals);
    FailureChecks.check(drawing, inference, refusals);
    if (validates) {
      OutputChecks.check(drawing, refusals);
    }
    return drawing;
  }

  /** Dropout stands before the layer that states it. */
  private static Tensor dropped(Tensor in, LayerSettings settings, Blocks blocks) {
    if (settings.dropout().isEmpty()) {
      return in;
    }
    Optional<Double> retain = settings.retain();
    String name =
        retain.isPresent()
            ? blocks.dropout(in.name(), Math.max(0, Math.min(1, 1 - retain.get())))
            : blocks
                .opaque(
                    settings
                        .dropout()
                        .flatMap(Settings::of)
                        .map(Settings::type)
                        .orElse("UnknownDropout"),
                    List.of(in.name()),
                    1)
                .get(0);
    return new Tensor(name, in.flow());
  }

  private Tensor draw(Drawing it) {
    return switch (it.settings().type()) {
      case "DenseLayer", "OutputLayer", "RnnOutputLayer", "RBM" -> DenseLayers.dense(it);
      case "CenterLossOutputLayer" -> DenseLayers.centerLoss(it);
      case "EmbeddingLayer" -> DenseLayers.embedding(it, false);
      case "EmbeddingSequenceLayer" -> DenseLayers.embedding(it, true);
      case "ElementWiseMultiplicationLayer" -> DenseLayers.elementWise(it);
      case "AutoEncoder" -> DenseLayers.autoEncoder(it);
      case "ConvolutionLayer" -> ConvLayers.plain(it, 2);
      case "Convolution1DLayer" -> ConvLayers.plain(it, 1);
      case "Convolution3D" -> ConvLayers.plain(it, 3);
      case "Deconvolution2D" -> ConvLayers.transposed(it, 2);
      case "Deconvolution3D" -> ConvLayers.transposed(it, 3);
      case "DepthwiseConvolution2D" -> ConvLayers.depthwise(it);
      case "SeparableConvolution2D" -> ConvLayers.separable(it);
      case "SubsamplingLayer" -> PoolLayers.window(it, 2);
      case "Subsampling1DLayer" -> PoolLayers.window(it, 1);
      case "Subsampling3DLayer" -> PoolLayers.window(it, 3);
      case "GlobalPoolingLayer" -> PoolLayers.global(it);
      case "Upsampling1D" -> PoolLayers.upsample(it, 1);
      case "Upsampling2D" -> PoolLayers.upsample(it, 2);
      case "Upsampling3D" -> PoolLayers.upsample(it, 3);
      case "ZeroPadding1DLayer" -> PoolLayers.pad(it, 1, 1, "padding");
      case "ZeroPaddingLayer" -> PoolLayers.pad(it, 2, 1, "padding");
      case "ZeroPadding3DLayer" -> PoolLayers.pad(it, 3, 1, "padding");
      case "Cropping1D" -> PoolLayers.pad(it, 1, -1, "cropping");
      case "Cropping2D" -> PoolLayers.pad(it, 2, -1, "cropping");
      case "Cropping3D" -> PoolLayers.pad(it, 3, -1, "cropping");
      case "SpaceToDepthLayer" -> PoolLayers.spaceToDepth(it);
      case "LocalResponseNormalization" -> PoolLayers.localResponse(it);
      case "BatchNormalization" -> OtherLayers.batchNorm(it);
      case "ActivationLayer", "LossLayer", "RnnLossLayer", "CnnLossLayer", "Cnn3DLossLayer" ->
          OtherLayers.activation(it);
      case "DropoutLayer", "MaskLayer" -> new Tensor(it.x(), it.flow());
      case "Yolo2OutputLayer" -> DetectionLayers.yolo(it);
      case "LocallyConnected1D" -> LocalLayers.connected(it, 1);
      case "LocallyConnected2D" -> LocalLayers.connected(it, 2);
      case "SpaceToBatchLayer" -> LocalLayers.spaceToBatch(it);
      case "SelfAttentionLayer" -> AttentionLayers.self(it);
      case "LearnedSelfAttentionLayer" -> AttentionLayers.learned(it);
      case "RecurrentAttentionLayer" -> AttentionLayers.recurrent(it);
      case "PrimaryCapsules" -> CapsuleLayers.primary(it);
      case "CapsuleLayer" -> CapsuleLayers.capsules(it);
      case "CapsuleStrengthLayer" -> CapsuleLayers.strength(it);
      case "PReLULayer" -> OtherLayers.prelu(it);
      case "RepeatVector" -> OtherLayers.repeat(it);
      case "VariationalAutoencoder" -> OtherLayers.variational(it);
      case "LSTM" -> RecurrentLayers.lstm(it, false, false);
      case "GravesLSTM" -> RecurrentLayers.lstm(it, true, false);
      case "SimpleRnn" -> RecurrentLayers.simple(it, false);
      case "GravesBidirectionalLSTM" -> bidirectional(it, it.own(), "ADD");
      case "Bidirectional",
          "LastTimeStep",
          "TimeDistributed",
          "FrozenLayer",
          "FrozenLayerWithBackprop",
          "MaskZeroLayer" ->
          wrapped(it);
      default ->
          own.of(it.own())
              .map(layer -> own.draw(it, layer, List.of(new Tensor(it.x(), it.flow()))))
              .orElseGet(() -> OtherLayers.opaque(it));
    };
  }

  private Tensor wrapped(Drawing it) {
    Optional<Settings> inner = LayerSettings.inner(it.own());
    if (inner.isEmpty()) {
      return OtherLayers.opaque(it);
    }
    if (it.settings().type().equals("Bidirectional")) {
      String mode =
          it.own().argument(0).or(() -> it.own().value("mode")).orElse(new Value.Nothing())
                  instanceof Value.Constant constant
              ? constant.name()
              : "CONCAT";
      return bidirectional(it, inner.get(), mode);
    }
    Tensor result = inner(it, inner.get(), "");
    return it.settings().type().equals("LastTimeStep")
        ? RecurrentLayers.lastStep(it, result)
        : result;
  }

  /** Draws the layer inside a wrapper; its parameters are the wrapper's. */
  private Tensor inner(Drawing outer, Settings inner, String suffix) {
    var settings =
        new LayerSettings(outer.settings().name() + suffix, inner, outer.settings().heritage());
    var blocks = new Blocks(sketch, settings.name(), inner.place());
    Tensor fitted = Layouts.fit(new Tensor(outer.x(), outer.flow()), settings.type(), blocks);
    Drawing drawing = drawing(settings, dropped(fitted, settings, blocks));
    boolean backwards = suffix.equals("/backward");
    Tensor result =
        switch (settings.type()) {
          case "LSTM" -> RecurrentLayers.lstm(drawing, false, backwards);
          case "GravesLSTM" -> RecurrentLayers.lstm(drawing, true, backwards);
          case "GravesBidirectionalLSTM" ->
              suffix.isEmpty() ? draw(drawing) : RecurrentLayers.lstm(drawing, true, backwards);
          case "SimpleRnn" -> RecurrentLayers.simple(drawing, backwards);
          default -> draw(drawing);
        };
    outer.declared().addAll(drawing.declared());
    return result;
  }

  private Tensor bidirectional(Drawing it, Settings inner, String mode) {
    Tensor forward = inner(it, inner, "/forward");
    Tensor backward = inner(it, inner, "/backward");
    List<String> both = List.of(forward.name(), backward.name());
    Flow.Sequence flow =
        forward.flow() instanceof Flow.Sequence sequence
            ? sequence
            : new Flow.Sequence(forward.flow().size(), Sizes.symbol("time"));
    return switch (mode) {
      case "ADD" -> new Tensor(it.blocks().op("Add", "", both, Map.of()), flow);
      case "MUL" -> new Tensor(it.blocks().op("Mul", "", both, Map.of()), flow);
      case "AVERAGE" -> new Tensor(it.blocks().average(both), flow);
      default ->
          new Tensor(
              it.blocks().op("Concat", "", both, Map.of("axis", new Attribute.Int(1))),
              new Flow.Sequence(flow.size().times(Dim.of(2)), flow.time()));
    };
  }
}
