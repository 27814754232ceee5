package modellint.verify.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import modellint.onnx.proto.TensorShapeProto.Dimension;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;

/**
 * The user's own inputs, matched to those of a model: by name where the names are the model's, else
 * by position. What does not fit is refused with a sentence that says both sides.
 */
final class Samples {

  private final List<SampleFile.Named> given = new ArrayList<>();

  private Samples() {}

  static Samples read(List<String> files) throws IOException {
    var samples = new Samples();
    for (String file : files) {
      samples.given.addAll(SampleFile.read(Path.of(file)));
    }
    return samples;
  }

  /** A tensor for each of {@code inputs}, of the type that it asks for. */
  Map<String, Block> match(List<ValueInfoProto> inputs) {
    Set<String> names = inputs.stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    boolean named = given.stream().allMatch(it -> names.contains(it.name()));
    Set<String> different = new HashSet<>();
    given.forEach(it -> different.add(it.name()));
    boolean byName = named && different.size() == given.size();
    if (given.size() != inputs.size()) {
      throw new UnsupportedModelException(
          "the given inputs are " + words(given.size()) + ", the model takes " + listed(inputs));
    }
    var matched = new LinkedHashMap<String, Block>();
    var sizes = new HashMap<String, Long>();
    for (int i = 0; i < inputs.size(); i++) {
      ValueInfoProto input = inputs.get(i);
      Block block = byName ? find(input.getName()).orElseThrow() : given.get(i).block();
      checkShape(input, block, sizes);
      int wanted = input.getType().getTensorType().getElemType();
      matched.put(
          input.getName(),
          Elements.converted(block, wanted)
              .orElseThrow(
                  () ->
                      new UnsupportedModelException(
                          "the given input "
                              + input.getName()
                              + " has the element type "
                              + Elements.word(block.type())
                              + ", the model takes "
                              + Elements.word(wanted))));
    }
    return matched;
  }

  private Optional<Block> find(String name) {
    return given.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .map(SampleFile.Named::block);
  }

  /** A symbol stands for one size in all inputs. */
  private static void checkShape(ValueInfoProto input, Block block, Map<String, Long> sizes) {
    if (!input.getType().getTensorType().hasShape()) {
      return;
    }
    List<Dimension> dims = input.getType().getTensorType().getShape().getDimList();
    long[] shape = block.shape();
    boolean fits = dims.size() == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      Dimension dim = dims.get(i);
      if (dim.hasDimValue()) {
        fits = dim.getDimValue() == shape[i];
      } else if (!dim.getDimParam().isEmpty()) {
        fits = sizes.merge(dim.getDimParam(), shape[i], (before, now) -> before) == shape[i];
      }
    }
    if (!fits) {
      String given =
          LongStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining("x"));
      throw new UnsupportedModelException(
          "the given input " + input.getName() + " is " + given + ", the model takes " + of(input));
    }
  }

  private static String listed(List<ValueInfoProto> inputs) {
    return inputs.stream()
        .map(it -> it.getName() + " (" + of(it) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String of(ValueInfoProto input) {
    return input.getType().getTensorType().getShape().getDimList().stream()
        .map(
            it ->
                it.hasDimValue()
                    ? String.valueOf(it.getDimValue())
                    : it.getDimParam().isEmpty() ? "?" : it.getDimParam())
        .collect(Collectors.joining("x"));
  }

  private static String words(int count) {
    return count + (count == 1 ? " tensor" : " tensors");
  }
}
