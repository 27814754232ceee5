package modellint.verify.probe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TensorShapeProto.Dimension;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/**
 * Inputs made up by their role: standard normal numbers, tokens within the vocabulary, masks of
 * ones, positions in order.
 */
final class Feeds {

  private static final int FIRST_SPATIAL_AXIS = 2;
  private static final long SEQUENCE = 16;

  private final GraphProto graph;
  private final Question.Inputs inputs;
  private final long spatial;
  private final Map<String, Long> vocabularies = new HashMap<>();

  /** {@code spatial} is the size of open axes of images. */
  Feeds(GraphProto graph, Question.Inputs inputs, long spatial) {
    this.graph = graph;
    this.inputs = inputs;
    this.spatial = spatial;
    var tables = new HashMap<String, Long>();
    for (TensorProto tensor : graph.getInitializerList()) {
      if (tensor.getDimsCount() > 0) {
        tables.put(tensor.getName(), tensor.getDims(0));
      }
    }
    var aliases = new HashMap<String, String>();
    for (NodeProto node : graph.getNodeList()) {
      if (Set.of("Cast", "Identity", "Reshape").contains(node.getOpType())) {
        String from = node.getInput(0);
        aliases.put(node.getOutput(0), aliases.getOrDefault(from, from));
      }
      if (node.getOpType().equals("Gather") && tables.containsKey(node.getInput(0))) {
        String index = node.getInput(1);
        vocabularies.merge(
            aliases.getOrDefault(index, index), tables.get(node.getInput(0)), Math::min);
      }
    }
  }

  /** The same with no more than {@code most} samples. */
  Feeds few(int most) {
    return new Feeds(
        graph,
        new Question.Inputs(
            Math.min(most, inputs.batch()), inputs.sizes(), inputs.ranges(), inputs.samples()),
        spatial);
  }

  Map<String, Block> draw(long seed) {
    var stored = new HashSet<String>();
    graph.getInitializerList().forEach(it -> stored.add(it.getName()));
    var random = new Random(seed);
    var feeds = new LinkedHashMap<String, Block>();
    for (ValueInfoProto input : graph.getInputList()) {
      if (!stored.contains(input.getName())) {
        feeds.put(input.getName(), draw(input, random));
      }
    }
    return feeds;
  }

  private Block draw(ValueInfoProto input, Random random) {
    if (!input.getType().hasTensorType()) {
      throw new UnsupportedModelException("the input " + input.getName() + " is no tensor");
    }
    int type = input.getType().getTensorType().getElemType();
    long[] shape = shape(input);
    int count = Math.toIntExact(Dims.count(shape));
    boolean mask = input.getName().toLowerCase(Locale.ROOT).contains("mask");
    if (Type.isReal(type)) {
      Block zeros = new Block(type, shape, java.nio.ByteBuffer.allocate(count * width(type)));
      var values = new double[count];
      Arrays.setAll(values, i -> mask ? 1 : random.nextGaussian());
      return zeros.with(values);
    }
    if (type == Type.BOOL) {
      var ones = new byte[count];
      Arrays.fill(ones, (byte) 1);
      return new Block(type, shape, java.nio.ByteBuffer.wrap(ones));
    }
    var values = new long[count];
    long last = shape.length == 0 ? 1 : Math.max(1, shape[shape.length - 1]);
    Arrays.setAll(values, i -> integer(input.getName(), i % last, mask, random));
    return integers(type, shape, values);
  }

  private static int width(int type) {
    return (int) Block.width(type);
  }

  private long integer(String name, long at, boolean mask, Random random) {
    long vocabulary = vocabularies.getOrDefault(name, 0L);
    if (name.toLowerCase(Locale.ROOT).contains("position")) {
      return vocabulary == 0 ? at : at % vocabulary;
    }
    if (mask) {
      return 1;
    }
    return vocabulary == 0 ? random.nextInt(2) : random.nextInt(Math.toIntExact(vocabulary));
  }

  private static Block integers(int type, long[] shape, long[] values) {
    if (type == Type.INT64) {
      return Block.of(shape, values);
    }
    if (type == Type.INT32) {
      var bytes =
          java.nio.ByteBuffer.allocate(values.length * Integer.BYTES)
              .order(java.nio.ByteOrder.LITTLE_ENDIAN);
      Arrays.stream(values).forEach(it -> bytes.putInt((int) it));
      return new Block(type, shape, bytes.rewind());
    }
    throw new UnsupportedModelException("inputs of element type " + type + " cannot be made up");
  }

  private long[] shape(ValueInfoProto input) {
    var dims = input.getType().getTensorType().getShape().getDimList();
    var shape = new long[dims.size()];
    for (int i = 0; i < shape.length; i++) {
      Dimension dim = dims.get(i);
      long open =
          i == 0 ? inputs.batch() : i < FIRST_SPATIAL_AXIS || shape.length < 4 ? SEQUENCE : spatial;
      shape[i] =
          dim.getDimValue() > 0
              ? dim.getDimValue()
              : inputs.sizes().getOrDefault(dim.getDimParam(), open);
    }
    return shape;
  }
}
