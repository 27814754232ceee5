package modellint.dl4j;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.GraphProto;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The weights of an exported file as the library lays them out: its kernels have their axes in
 * other orders, and its gates are cell, forget, output and input where ONNX has input, output,
 * forget and cell.
 */
final class Transplant {

  private final Map<String, INDArray> stored = new HashMap<>();

  Transplant(GraphProto graph) {
    for (var tensor : graph.getInitializerList()) {
      var numbers = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      if (tensor.getDataType() == 1) {
        var all = new float[numbers.remaining() / Float.BYTES];
        numbers.asFloatBuffer().get(all);
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        stored.put(
            tensor.getName(),
            shape.length == 0 ? Nd4j.scalar(all[0]) : Nd4j.create(all, shape, 'c'));
      }
    }
  }

  /** Gives the file's weights to the parameters of one layer. */
  void give(String layer, String type, Map<String, INDArray> parameters) {
    parameters.forEach(
        (key, to) -> {
          if (!isForTraining(type, key)) {
            INDArray from = laidOut(layer, type, key, to);
            to.assign(from.castTo(DataType.FLOAT).dup('c').reshape('c', to.shape()));
          }
        });
  }

  /** Running statistics, decoders and centres: no output of the export depends on them. */
  private static boolean isForTraining(String type, String key) {
    return switch (type) {
      case "BatchNormalization" -> key.equals("log10stdev");
      case "AutoEncoder" -> key.equals("vb");
      case "VariationalAutoencoder" -> key.matches("(d\\d+|pXZ|pZXLogStd2).*");
      case "CenterLossOutputLayer" -> key.equals("cL");
      default -> false;
    };
  }

  private INDArray laidOut(String layer, String type, String key, INDArray to) {
    switch (type) {
      case "Bidirectional":
        String side = layer + (key.startsWith("f") ? "/forward" : "/backward");
        return recurrent(side, key.substring(1), to);
      case "GravesBidirectionalLSTM":
        String way = layer + (key.endsWith("F") ? "/forward" : "/backward");
        return recurrent(way, key.substring(0, key.length() - 1), to);
      case "DepthwiseConvolution2D":
        return key.equals("W")
            ? channels(of(layer, key), to.size(2)).permute(2, 3, 0, 1)
            : of(layer, key);
      case "SeparableConvolution2D":
        return key.equals("W")
            ? channels(of(layer, key), to.size(1)).permute(1, 0, 2, 3)
            : of(layer, key);
      case "Convolution1DLayer":
        // Read as steps, inputs and outputs, whatever the parameter's shape says.
        return key.equals("W") ? of(layer, key).permute(2, 1, 0) : of(layer, key);
      case "PReLULayer":
        return of(layer, "alpha");
      case "Deconvolution3D":
        return key.equals("W") ? of(layer, key).permute(2, 3, 4, 1, 0) : of(layer, key);
      default:
        return key.matches("W|RW|b") ? recurrent(layer, key, to) : of(layer, key);
    }
  }

  /** Each channel's own kernels, of which there may be several. */
  private static INDArray channels(INDArray kernels, long channels) {
    long each = kernels.size(0) / channels;
    return kernels.reshape('c', channels, each, kernels.size(2), kernels.size(3));
  }

  /** A weight of a layer that may have gates. */
  private INDArray recurrent(String layer, String key, INDArray to) {
    if (key.equals("b") && stored.containsKey(layer + "_b_io")) {
      INDArray both = of(layer, "b_io");
      long units = both.size(1) / 2;
      return Nd4j.concat(
          1,
          of(layer, "b_c"),
          of(layer, "b_f"),
          part(both, units, 2 * units),
          part(both, 0, units));
    }
    INDArray found = of(layer, key);
    if (key.equals("b") || found.rank() != 3 || to.rank() != 2) {
      return found;
    }
    INDArray rows = found.reshape('c', found.size(1), found.size(2));
    INDArray columns = (stored.containsKey(layer + "_b_io") ? reversed(rows, 4) : rows).transpose();
    if (!key.equals("RW") || !stored.containsKey(layer + "_P")) {
      return columns;
    }
    INDArray peepholes = of(layer, "P").reshape('c', 3, columns.size(0));
    return Nd4j.concat(1, columns, reversed(peepholes, 3).transpose());
  }

  private static INDArray part(INDArray row, long from, long to) {
    return row.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  /** The blocks of rows in the opposite order. */
  private static INDArray reversed(INDArray rows, int blocks) {
    long size = rows.size(0) / blocks;
    var turned = new ArrayList<INDArray>();
    for (int i = blocks - 1; i >= 0; i--) {
      turned.add(rows.get(NDArrayIndex.interval(i * size, (i + 1) * size), NDArrayIndex.all()));
    }
    return Nd4j.concat(0, turned.toArray(INDArray[]::new));
  }

  private INDArray of(String layer, String key) {
    return Optional.ofNullable(stored.get(layer + "_" + key))
        .orElseThrow(() -> new AssertionError("no " + layer + "_" + key + " in " + names()));
  }

  private List<String> names() {
    return stored.keySet().stream().sorted().toList();
  }
}
