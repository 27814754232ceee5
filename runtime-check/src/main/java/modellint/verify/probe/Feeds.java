package modellint.verify.probe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import modellint.analysis.signal.MaskInput;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.TensorShapeProto.Dimension;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/**
 * Inputs made up by their role: standard normal numbers or those of the stated range, tokens within
 * the vocabulary, masks of ones, positions in order, whole lengths of sequences; or the user's own.
 * Open axes get the sizes that the predictions take for granted.
 */
final class Feeds {

  private static final long VOLUME = 16;
  private static final long SEQUENCE = 16;

  private final GraphProto graph;
  private final Question.Inputs inputs;
  private final long spatial;
  private final Roles roles;
  private final Optional<Samples> samples;

  /** {@code spatial} is the size of open axes of images. */
  Feeds(GraphProto graph, Question.Inputs inputs, long spatial, Optional<Samples> samples) {
    this.graph = graph;
    this.inputs = inputs;
    this.spatial = spatial;
    this.roles = new Roles(graph);
    this.samples = samples;
  }

  /** The same with other sizes of open axes. */
  Feeds sized(int batch, long image) {
    var changed = new Question.Inputs(batch, inputs.sizes(), inputs.ranges(), inputs.samples());
    return new Feeds(graph, changed, image, samples);
  }

  /** The same with no more than {@code most} samples. */
  Feeds few(int most) {
    return sized(Math.min(most, inputs.batch()), spatial);
  }

  /** Size of open axes of images. */
  long image() {
    return spatial;
  }

  /** Whether any size is the model's to choose. */
  boolean hasOpenAxes() {
    return taken().stream().anyMatch(it -> dims(it).stream().anyMatch(Feeds::isOpen));
  }

  /** Whether the number of samples is the model's to choose. */
  boolean hasOpenBatch() {
    return samples.isEmpty()
        && taken().stream()
            .anyMatch(it -> batchAxis(dims(it)) >= 0 && isOpen(dims(it).get(batchAxis(dims(it)))));
  }

  Map<String, Block> draw(long seed) {
    if (samples.isPresent()) {
      return samples.get().match(taken());
    }
    var random = new Random(seed);
    var feeds = new LinkedHashMap<String, Block>();
    var sizes = new HashMap<>(inputs.sizes());
    for (ValueInfoProto input : taken()) {
      feeds.put(input.getName(), draw(input, shape(input, sizes), random));
    }
    return feeds;
  }

  /** The inputs that are not stored with the model. */
  private List<ValueInfoProto> taken() {
    var stored = new HashSet<String>();
    graph.getInitializerList().forEach(it -> stored.add(it.getName()));
    return graph.getInputList().stream().filter(it -> !stored.contains(it.getName())).toList();
  }

  private Block draw(ValueInfoProto input, long[] shape, Random random) {
    if (!input.getType().hasTensorType()) {
      throw new UnsupportedModelException("the input " + input.getName() + " is no tensor");
    }
    int type = input.getType().getTensorType().getElemType();
    var values = new double[Math.toIntExact(Dims.count(shape))];
    long last = shape.length == 0 ? 1 : Math.max(1, shape[shape.length - 1]);
    Optional<Question.Range> range = Optional.ofNullable(inputs.ranges().get(input.getName()));
    OptionalDouble mask = MaskInput.open(input.getName());
    if (range.isPresent()) {
      Arrays.setAll(values, i -> within(range.get(), type, random));
    } else if (mask.isPresent()) {
      Arrays.fill(values, mask.getAsDouble());
    } else if (Type.isReal(type)) {
      Arrays.setAll(values, i -> shape.length == 0 ? 1 : random.nextGaussian());
    } else if (type == Type.BOOL) {
      Arrays.fill(values, named(input, "training") ? 0 : 1);
    } else {
      Arrays.setAll(values, i -> integer(input, type, i % last, random));
    }
    return Elements.of(type, shape, values);
  }

  private static double within(Question.Range range, int type, Random random) {
    double value = range.low() + random.nextDouble() * (range.high() - range.low());
    return Type.isReal(type) ? value : Math.rint(value);
  }

  private double integer(ValueInfoProto input, int type, long at, Random random) {
    OptionalLong vocabulary = roles.vocabulary(input.getName());
    if (named(input, "position")) {
      return vocabulary.isPresent() ? at % vocabulary.getAsLong() : at;
    }
    if (roles.isLength(input.getName())) {
      return SEQUENCE;
    }
    if (named(input, "length") || named(input, "lens")) {
      return inputs.sizes().values().stream().findFirst().orElse(SEQUENCE);
    }
    if (vocabulary.isPresent()) {
      return random.nextInt(Math.toIntExact(vocabulary.getAsLong()));
    }
    long least = Elements.least(type);
    return least + random.nextInt((int) (Elements.largest(type, 1) - least + 1));
  }

  private static boolean named(ValueInfoProto input, String word) {
    return input.getName().toLowerCase(Locale.ROOT).contains(word);
  }

  private static List<Dimension> dims(ValueInfoProto input) {
    return input.getType().getTensorType().getShape().getDimList();
  }

  private static boolean isOpen(Dimension dim) {
    return dim.getDimValue() <= 0;
  }

  /** A symbol is one size wherever it stands. */
  private long[] shape(ValueInfoProto input, Map<String, Long> sizes) {
    List<Dimension> dims = dims(input);
    var shape = new long[dims.size()];
    int batch = batchAxis(dims);
    for (int i = 0; i < shape.length; i++) {
      Dimension dim = dims.get(i);
      long open =
          i == batch
              ? inputs.batch()
              : switch (shape.length) {
                case 5 -> VOLUME;
                case 4 -> spatial;
                default -> SEQUENCE;
              };
      if (!isOpen(dim)) {
        shape[i] = dim.getDimValue();
      } else if (dim.getDimParam().isEmpty()) {
        shape[i] = open;
      } else {
        sizes.putIfAbsent(dim.getDimParam(), open);
        shape[i] = sizes.get(dim.getDimParam());
      }
    }
    return shape;
  }

  /** The axis named like a batch; else the first open one; -1 where all are stated. */
  private static int batchAxis(List<Dimension> dims) {
    int first = -1;
    for (int axis = 0; axis < dims.size(); axis++) {
      String name = dims.get(axis).getDimParam().toLowerCase(Locale.ROOT);
      if (name.equals("n") || name.equals("b") || name.contains("batch")) {
        return axis;
      }
      first = first < 0 && isOpen(dims.get(axis)) ? axis : first;
    }
    return first;
  }
}
