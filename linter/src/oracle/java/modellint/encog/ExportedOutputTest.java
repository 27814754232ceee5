package modellint.encog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import modellint.onnx.ModelWriteException;
import modellint.testing.Exported;
import modellint.testing.OutputRecord;
import org.encog.neural.flat.FlatNetwork;
import org.encog.neural.networks.BasicNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Encog computes with the weights of exported networks; those with a context for one step. */
@Tag("oracle")
class ExportedOutputTest {

  private static final Path FOLDER = Path.of("..", "fixtures", "java", "encog");

  @Test
  void the_record_is_what_the_library_computes() throws IOException, ModelWriteException {
    var record = new OutputRecord();
    for (Exported it : Exported.in(FOLDER, new Encog())) {
      var network = (BasicNetwork) it.network();
      for (int layer = 1; layer < network.getLayerCount(); layer++) {
        give(network, layer, it);
      }
      int outputs = network.getOutputCount();
      var all = new float[Exported.EXAMPLES * outputs];
      for (int example = 0; example < Exported.EXAMPLES; example++) {
        remember(network.getFlat(), it, example);
        float[] given = it.example("input", example);
        var found = new double[outputs];
        network
            .getFlat()
            .compute(IntStream.range(0, given.length).mapToDouble(i -> given[i]).toArray(), found);
        for (int i = 0; i < outputs; i++) {
          all[example * outputs + i] = (float) found[i];
        }
      }
      record.add(it.name(), new long[] {Exported.EXAMPLES, outputs}, all);
    }
    record.compare(FOLDER);
  }

  /** Behind a layer's units stand its bias and then its context. */
  private static void give(BasicNetwork network, int layer, Exported from) {
    float[] weights = from.weight("layer" + layer + "_weight");
    int units = network.getLayerNeuronCount(layer);
    int read = network.getLayerNeuronCount(layer - 1);
    boolean biased = from.has("layer" + layer + "_bias");
    for (int to = 0; to < units; to++) {
      for (int i = 0; i < weights.length / units; i++) {
        int neuron = i < read || !biased ? i : i + 1;
        network.setWeight(layer - 1, neuron, to, weights[i * units + to]);
      }
      if (biased) {
        network.setWeight(layer - 1, read, to, from.weight("layer" + layer + "_bias")[to]);
      }
    }
  }

  private static void remember(FlatNetwork flat, Exported from, int example) {
    for (String input : from.inputs().keySet()) {
      if (!input.equals("input")) {
        float[] context = from.example(input, example);
        int fed =
            IntStream.range(0, flat.getContextTargetSize().length)
                .filter(it -> flat.getContextTargetSize()[it] == context.length)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < context.length; i++) {
          flat.getLayerOutput()[flat.getContextTargetOffset()[fed] + i] = context[i];
        }
      }
    }
  }
}
