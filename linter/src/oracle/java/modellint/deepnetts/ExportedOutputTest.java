package modellint.deepnetts;

import deepnetts.net.NeuralNetwork;
import deepnetts.net.layers.AbstractLayer;
import deepnetts.net.layers.ConvolutionalLayer;
import deepnetts.util.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import modellint.onnx.ModelWriteException;
import modellint.testing.Exported;
import modellint.testing.OutputRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What Deep Netts computes with the weights of exported networks. Its images have rows, columns and
 * channels, and a dense layer behind them has its weights by column, row and channel.
 */
@Tag("oracle")
class ExportedOutputTest {

  private static final Path FOLDER = Path.of("..", "fixtures", "java", "deepnetts");

  @Test
  void the_record_is_what_the_library_computes() throws IOException, ModelWriteException {
    var record = new OutputRecord();
    for (Exported it : Exported.in(FOLDER, new DeepNetts())) {
      var network = (NeuralNetwork<?>) it.network();
      List<AbstractLayer> layers = network.getLayers();
      for (int i = 1; i < layers.size(); i++) {
        give(layers.get(i), i == layers.size() - 1 ? "output" : "layer" + i, "conv" + i, it);
      }
      int outputs = network.getOutput().length;
      var all = new float[Exported.EXAMPLES * outputs];
      for (int example = 0; example < Exported.EXAMPLES; example++) {
        network.setInput(input(layers.get(0), it.example("input", example)));
        System.arraycopy(network.getOutput(), 0, all, example * outputs, outputs);
      }
      record.add(it.name(), new long[] {Exported.EXAMPLES, outputs}, all);
    }
    record.compare(FOLDER);
  }

  private static Tensor input(AbstractLayer layer, float[] given) {
    int rows = layer.getHeight();
    int columns = layer.getWidth();
    int channels = layer.getDepth();
    if (rows <= 1 && channels <= 1) {
      return new Tensor(given);
    }
    var image = new Tensor(rows, columns, channels);
    for (int c = 0; c < channels; c++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          image.set(row, column, c, given[(c * rows + row) * columns + column]);
        }
      }
    }
    return image;
  }

  private static void give(AbstractLayer layer, String dense, String conv, Exported from) {
    if (layer instanceof ConvolutionalLayer it) {
      kernels(it, from.weight(conv + "_weight"));
      it.setBiases(from.weight(conv + "_bias"));
    } else if (from.has(dense + "_weight")) {
      weights(layer, from.weight(dense + "_weight"));
      layer.setBiases(from.weight(dense + "_bias"));
    }
  }

  private static void kernels(ConvolutionalLayer layer, float[] all) {
    int at = 0;
    for (Tensor kernel : layer.getFilters()) {
      for (int channel = 0; channel < layer.getFilterDepth(); channel++) {
        for (int row = 0; row < layer.getFilterHeight(); row++) {
          for (int column = 0; column < layer.getFilterWidth(); column++) {
            kernel.set(row, column, channel, all[at++]);
          }
        }
      }
    }
  }

  private static void weights(AbstractLayer layer, float[] all) {
    AbstractLayer read = layer.getPrevlayer();
    int units = layer.getWidth();
    boolean image = layer.getWeights().getDimensions() == 4;
    int rows = image ? read.getHeight() : 1;
    int columns = image ? read.getWidth() : all.length / units;
    for (int i = 0; i < all.length; i++) {
      int unit = i % units;
      int input = i / units;
      if (image) {
        int channel = input / (rows * columns);
        int row = input / columns % rows;
        layer.getWeights().set(input % columns, row, channel, unit, all[i]);
      } else {
        layer.getWeights().set(input, unit, all[i]);
      }
    }
  }
}
