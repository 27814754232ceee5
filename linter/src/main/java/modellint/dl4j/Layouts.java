package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Blocks;
import modellint.eval.Value;
import modellint.graph.Dim;

/**
 * What stands between layers that want different layouts: the preprocessors that the library
 * inserts, and those that the definition names.
 */
final class Layouts {

  private static final Set<String> ROWS =
      Set.of(
          "DenseLayer",
          "OutputLayer",
          "CenterLossOutputLayer",
          "EmbeddingLayer",
          "AutoEncoder",
          "VariationalAutoencoder",
          "RBM",
          "ElementWiseMultiplicationLayer",
          "RepeatVector");
  private static final Set<String> IMAGES =
      Set.of(
          "ConvolutionLayer",
          "Deconvolution2D",
          "SeparableConvolution2D",
          "DepthwiseConvolution2D",
          "SubsamplingLayer",
          "LocalResponseNormalization",
          "ZeroPaddingLayer",
          "Upsampling2D",
          "Cropping2D",
          "SpaceToDepthLayer",
          "SpaceToBatchLayer",
          "CnnLossLayer",
          "Yolo2OutputLayer",
          "LocallyConnected2D",
          "PrimaryCapsules");
  private static final Set<String> SEQUENCES =
      Set.of(
          "LSTM",
          "GravesLSTM",
          "GravesBidirectionalLSTM",
          "SimpleRnn",
          "RnnOutputLayer",
          "RnnLossLayer",
          "Convolution1DLayer",
          "Subsampling1DLayer",
          "Bidirectional",
          "LastTimeStep",
          "Upsampling1D",
          "ZeroPadding1DLayer",
          "Cropping1D",
          "LocallyConnected1D",
          "SelfAttentionLayer",
          "LearnedSelfAttentionLayer",
          "RecurrentAttentionLayer",
          "MaskZeroLayer");
  private static final Set<String> VOLUMES =
      Set.of(
          "Convolution3D",
          "Deconvolution3D",
          "Subsampling3DLayer",
          "Upsampling3D",
          "ZeroPadding3DLayer",
          "Cropping3D",
          "Cnn3DLossLayer");

  /** What they give has the type of what they take, images in rows among them. */
  private static final Set<String> KEEPING = Set.of("ActivationLayer", "DropoutLayer", "MaskLayer");

  private Layouts() {}

  static boolean wantsImages(String type) {
    return IMAGES.contains(type);
  }

  static boolean wantsRows(String type) {
    return ROWS.contains(type);
  }

  static boolean wantsVolumes(String type) {
    return VOLUMES.contains(type);
  }

  /** Whether what leaves a layer of {@code type} is laid out alike whatever came in. */
  static boolean fixes(String type) {
    return ROWS.contains(type)
        || IMAGES.contains(type)
        || SEQUENCES.contains(type)
        || VOLUMES.contains(type);
  }

  /** What flows into a network whose first layer is {@code type} and that states no input type. */
  static Flow first(String type, Dim size) {
    if (IMAGES.contains(type)) {
      return new Flow.Image(size, Sizes.symbol("height"), Sizes.symbol("width"));
    }
    if (SEQUENCES.contains(type)) {
      return new Flow.Sequence(size, Sizes.symbol("time"));
    }
    if (VOLUMES.contains(type)) {
      return new Flow.Volume(
          size, Sizes.symbol("depth"), Sizes.symbol("height"), Sizes.symbol("width"));
    }
    return new Flow.Rows(size, Optional.empty());
  }

  /** What a preprocessor is given that says how large the images are that it makes or takes. */
  static Optional<Flow> before(Value preprocessor) {
    Optional<Settings> made = Settings.of(preprocessor);
    List<Dim> sizes =
        made.stream()
            .flatMap(it -> Dl4jApi.spread(it.arguments()).stream())
            .map(it -> Sizes.dim(it, "size"))
            .toList();
    if (sizes.size() != 3 || !sizes.stream().allMatch(Dim::isKnown)) {
      return Optional.empty();
    }
    Dim elements = sizes.get(0).times(sizes.get(1)).times(sizes.get(2));
    return switch (made.orElseThrow().type()) {
      case "FeedForwardToCnnPreProcessor" -> Optional.of(new Flow.Rows(elements, Optional.empty()));
      case "RnnToCnnPreProcessor" -> Optional.of(new Flow.Sequence(elements, Sizes.symbol("time")));
      case "CnnToFeedForwardPreProcessor" ->
          Optional.of(new Flow.Image(sizes.get(2), sizes.get(0), sizes.get(1)));
      default -> Optional.empty();
    };
  }

  /** The layout that {@code type} wants, with the nodes that lead there. */
  static Tensor fit(Tensor in, String type, Blocks blocks) {
    Flow flow = in.flow();
    if (flow instanceof Flow.FlatImage it) {
      if (KEEPING.contains(type)) {
        return in;
      }
      boolean image =
          IMAGES.contains(type) || type.matches("BatchNormalization|GlobalPoolingLayer");
      return image
          ? image(in, it.size(), it.height(), it.width(), blocks)
          : new Tensor(in.name(), new Flow.Rows(flow.elements(), Optional.empty()));
    }
    if (ROWS.contains(type)) {
      return rows(in, blocks);
    }
    if (SEQUENCES.contains(type)) {
      return sequence(in, blocks);
    }
    return in;
  }

  private static Tensor rows(Tensor in, Blocks blocks) {
    if (in.flow() instanceof Flow.Image || in.flow() instanceof Flow.Volume) {
      return new Tensor(
          blocks.op("Flatten", "Flatten", in.name()),
          new Flow.Rows(in.flow().elements(), Optional.empty()));
    }
    if (in.flow() instanceof Flow.Sequence it) {
      return new Tensor(
          blocks.transpose(in.name(), "ToSteps", 0, 2, 1),
          new Flow.Rows(it.size(), Optional.of(it.time())));
    }
    return in;
  }

  private static Tensor sequence(Tensor in, Blocks blocks) {
    if (in.flow() instanceof Flow.Rows it) {
      return it.time().isPresent()
          ? new Tensor(
              blocks.transpose(in.name(), "FromSteps", 0, 2, 1),
              new Flow.Sequence(it.size(), it.time().get()))
          : new Tensor(
              blocks.op("Unsqueeze", "OneStep", in.name(), blocks.integers("axis", 2)),
              new Flow.Sequence(it.size(), Dim.of(1)));
    }
    if (in.flow() instanceof Flow.Image) {
      // The library folds the time axis into the batch before a convolution and unfolds it here.
      Tensor flat = rows(in, blocks);
      return new Tensor(
          blocks.unread(
              "CnnToRnn", "how many steps were folded into the batch is not known", flat.name()),
          new Flow.Sequence(flat.flow().size(), Sizes.symbol("time")));
    }
    return in;
  }

  private static Tensor image(Tensor in, Dim channels, Dim height, Dim width, Blocks blocks) {
    var flow = new Flow.Image(channels, height, width);
    boolean known = channels.isKnown() && height.isKnown() && width.isKnown();
    String reshaped =
        known
            ? blocks.reshape(in.name(), "ToImage", -1, channels.size(), height.size(), width.size())
            : blocks.opaque("FeedForwardToCnn", List.of(in.name()), 1).get(0);
    return new Tensor(reshaped, flow);
  }

  /** Depth, height, width and channels; channels come first in the graph either way. */
  private static Tensor volume(Tensor in, List<Value> given, Blocks blocks) {
    List<Dim> sizes = given.stream().limit(4).map(it -> Sizes.dim(it, "size")).toList();
    Dim depth = sizes.get(0);
    Dim height = sizes.get(1);
    Dim width = sizes.get(2);
    Dim channels = sizes.get(3);
    boolean known = sizes.stream().allMatch(Dim::isKnown);
    String reshaped =
        known
            ? blocks.reshape(
                in.name(),
                "ToVolume",
                -1,
                channels.size(),
                depth.size(),
                height.size(),
                width.size())
            : blocks.opaque("FeedForwardToCnn3D", List.of(in.name()), 1).get(0);
    return new Tensor(reshaped, new Flow.Volume(channels, depth, height, width));
  }

  /** A preprocessor that is none of the library's may lay out what it likes. */
  static boolean isForeign(Value preprocessor) {
    return Settings.of(preprocessor)
        .filter(it -> it.type().endsWith("PreProcessor") && !it.type().startsWith("Composable"))
        .isEmpty();
  }

  /** A preprocessor that the definition itself names. */
  static Tensor stated(Tensor in, Value preprocessor, Blocks blocks) {
    Optional<Settings> made = Settings.of(preprocessor);
    if (made.isEmpty()) {
      return in;
    }
    List<Value> given = Dl4jApi.spread(made.get().arguments());
    Dim[] sizes = given.stream().limit(3).map(it -> Sizes.dim(it, "size")).toArray(Dim[]::new);
    switch (made.get().type()) {
      case "CnnToFeedForwardPreProcessor":
        Dim size =
            sizes.length == 3 ? sizes[0].times(sizes[1]).times(sizes[2]) : in.flow().elements();
        return new Tensor(
            blocks.op("Flatten", "Flatten", in.name()), new Flow.Rows(size, Optional.empty()));
      case "FeedForwardToCnnPreProcessor":
        Dim channels = sizes.length == 3 ? sizes[2] : Dim.of(1);
        return sizes.length < 2 ? in : image(in, channels, sizes[0], sizes[1], blocks);
      case "RnnToFeedForwardPreProcessor":
        return rows(in, blocks);
      case "FeedForwardToRnnPreProcessor":
        return sequence(in, blocks);
      case "RnnToCnnPreProcessor":
        return sizes.length < 3
            ? in
            : image(
                new Tensor(blocks.transpose(in.name(), "ToSteps", 0, 2, 1), in.flow()),
                sizes[2],
                sizes[0],
                sizes[1],
                blocks);
      case "CnnToRnnPreProcessor":
        return sequence(in, blocks);
      case "FeedForwardToCnn3DPreProcessor":
        return given.size() < 4 ? in : volume(in, given, blocks);
      case "ComposableInputPreProcessor":
        Tensor at = in;
        for (Value each : given) {
          at = stated(at, each, blocks);
        }
        return at;
      default:
        return in;
    }
  }
}
