package modellint.fuzz;

import static modellint.fuzz.Piece.array;
import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;
import static modellint.fuzz.Piece.wholes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import modellint.fuzz.Piece.Step;
import modellint.fuzz.Piece.Word;

/** Layers over images and volumes: convolutions, pools and what changes the sides. */
final class Windows {

  private final Dice dice;
  private final Layers layers;

  Windows(Dice dice, Layers layers) {
    this.dice = dice;
    this.layers = layers;
  }

  Layer image(Flow in) {
    int size = layers.size();
    Flow out = in.sized(size);
    return switch (dice.between(0, 17)) {
      case 0, 1 -> new Layer(pool("SubsamplingLayer", 2), in);
      case 2 ->
          new Layer(
              layers.chain("Upsampling2D", made("Upsampling2D.Builder", of(2)), List.of()), in);
      case 3 ->
          new Layer(
              layers.chain(
                  "ZeroPaddingLayer",
                  made("ZeroPaddingLayer.Builder", of(side(2)), of(1)),
                  List.of()),
              in);
      case 4 ->
          new Layer(
              layers.chain("Cropping2D", made("Cropping2D.Builder", of(1), of(side(1))), List.of()),
              in);
      case 5 -> new Layer(layers.chain("LocalResponseNormalization", norm()), in);
      case 6 -> layers.weighted("Deconvolution2D", window(2, size), in, out);
      case 7 -> layers.weighted("SeparableConvolution2D", multiplied(window(2, size)), in, out);
      case 8 -> {
        int times = dice.between(1, 3);
        var steps = new ArrayList<>(window(2, in.size() * times));
        steps.add(step("depthMultiplier", of(times)));
        yield layers.weighted("DepthwiseConvolution2D", steps, in, in.sized(in.size() * times));
      }
      case 9 ->
          new Layer(
              layers.chain(
                  "SpaceToDepthLayer", made("SpaceToDepthLayer.Builder", of(2)), List.of()),
              in.sized(in.size() * 4));
      case 10 ->
          in.typed()
              ? layers.defined(
                  "LocallyConnected2D",
                  List.of(step("nOut", of(size)), step("kernelSize", sides(2))),
                  in,
                  out)
              : convolution(in, size);
      case 11 ->
          in.typed() ? new Layer(layers.chain("PReLULayer", List.of()), in) : convolution(in, size);
      default -> convolution(in, size);
    };
  }

  private Layer convolution(Flow in, int size) {
    Flow out = in.sized(size);
    List<Step> own = window(2, size);
    if (dice.chance(0.4)) {
      own = new ArrayList<>(own);
      own.removeIf(it -> it.method().matches("kernelSize|stride|padding"));
      Piece start =
          dice.of(
              made("ConvolutionLayer.Builder", of(side(3)), of(side(3))),
              made("ConvolutionLayer.Builder", array(side(3), 2), array(1, 2)),
              made("ConvolutionLayer.Builder", array(3, side(3)), array(1, 1), array(1, 0)));
      return layers.weighted("ConvolutionLayer", start, own, in, out);
    }
    return layers.weighted(
        "ConvolutionLayer",
        made(dice.of("ConvolutionLayer.Builder", "Convolution2D.Builder")),
        own,
        in,
        out);
  }

  Layer volume(Flow in) {
    int size = layers.size();
    Flow out = in.sized(size);
    return switch (dice.between(0, 9)) {
      case 0, 1 -> new Layer(pool("Subsampling3DLayer", 3), in);
      case 2 ->
          new Layer(
              layers.chain("Upsampling3D", made("Upsampling3D.Builder", of(2)), List.of()), in);
      case 3 ->
          new Layer(
              layers.chain(
                  "ZeroPadding3DLayer", made("ZeroPadding3DLayer.Builder", of(1)), List.of()),
              in);
      case 4 ->
          new Layer(
              layers.chain(
                  "Cropping3D", made("Cropping3D.Builder", of(1), of(1), of(side(1))), List.of()),
              in);
      case 5 -> {
        List<Step> own = new ArrayList<>(window(3, size));
        own.removeIf(it -> it.method().equals("dilation"));
        yield layers.weighted("Deconvolution3D", own, in, out);
      }
      default -> layers.weighted("Convolution3D", window(3, size), in, out);
    };
  }

  private List<Step> norm() {
    return dice.chance(0.5)
        ? List.of()
        : List.of(step("k", of(2.0)), step("n", of(5.0)), step("alpha", of(1e-4)));
  }

  private List<Step> multiplied(List<Step> steps) {
    var all = new ArrayList<>(steps);
    if (dice.chance(0.4)) {
      all.add(step("depthMultiplier", of(dice.between(1, 3))));
    }
    return all;
  }

  private Piece pool(String type, int sides) {
    var steps = new ArrayList<Step>();
    optional(0.8, steps, step("kernelSize", sides(sides)));
    optional(0.6, steps, step("stride", sides(sides)));
    optional(
        0.1, steps, step("padding", wholes(Collections.nCopies(sides, 1).toArray(Integer[]::new))));
    optional(
        0.2,
        steps,
        step(
            "convolutionMode", new Word("ConvolutionMode", dice.of("Same", "Truncate", "Strict"))));
    optional(sides == 2 ? 0.1 : 0, steps, step("pnorm", of(2)));
    String how2 = sides == 2 ? dice.of("MAX", "AVG", "SUM", "PNORM") : dice.of("MAX", "AVG");
    Word how = new Word(type + ".PoolingType", how2);
    return layers.chain(
        type, dice.of(made(type + ".Builder"), made(type + ".Builder", how)), steps);
  }

  /** A number as a window's side; now and then one that does not fit. */
  int side(int most) {
    return dice.chance(0.01) ? dice.of(0, -1, 40) : dice.between(1, most);
  }

  private Piece sides(int dimensions) {
    int side = side(3);
    var all = new ArrayList<Integer>();
    // Over volumes the library infers a width by the height's stride: other sides fit nothing.
    for (int i = 0; i < dimensions; i++) {
      all.add(dimensions == 3 || dice.chance(0.7) ? side : side(3));
    }
    return new Piece.Wholes(all, true);
  }

  private List<Step> window(int dimensions, int size) {
    var steps = new ArrayList<>(List.of(layers.nOut(size)));
    optional(0.9, steps, step("kernelSize", sides(dimensions)));
    optional(0.4, steps, step("stride", sides(dimensions)));
    optional(0.1, steps, step("dilation", sides(dimensions)));
    optional(0.15, steps, step("padding", sides(dimensions)));
    optional(
        0.2,
        steps,
        step(
            "convolutionMode", new Word("ConvolutionMode", dice.of("Same", "Truncate", "Strict"))));
    optional(0.1, steps, step("hasBias", of(dice.chance(0.5))));
    return steps;
  }

  private void optional(double often, List<Step> steps, Step step) {
    if (dice.chance(often)) {
      steps.add(step);
    }
  }
}
