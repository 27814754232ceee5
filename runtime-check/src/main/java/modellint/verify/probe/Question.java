package modellint.verify.probe;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure on a model.
 *
 * @param model its file in the scratch directory
 * @param loss {@code random} or the word of a loss
 * @param batch samples, where the model leaves it open
 * @param sizes values for other symbolic dimensions, by symbol
 * @param seeds one run each
 * @param layers the weighted layers, in graph order
 */
public record Question(
    String model,
    String loss,
    int batch,
    Map<String, Long> sizes,
    List<Long> seeds,
    List<Target> layers) {

  /** A layer by the names of its output and its weight. */
  public record Target(String output, String weight) {}

  public Question {
    sizes = Map.copyOf(sizes);
    seeds = List.copyOf(seeds);
    layers = List.copyOf(layers);
  }

  public void write(DataOutput out) throws IOException {
    out.writeUTF(model);
    out.writeUTF(loss);
    out.writeInt(batch);
    out.writeInt(sizes.size());
    for (var size : sizes.entrySet()) {
      out.writeUTF(size.getKey());
      out.writeLong(size.getValue());
    }
    out.writeInt(seeds.size());
    for (long seed : seeds) {
      out.writeLong(seed);
    }
    out.writeInt(layers.size());
    for (Target layer : layers) {
      out.writeUTF(layer.output());
      out.writeUTF(layer.weight());
    }
  }

  public static Question read(DataInput in) throws IOException {
    String model = in.readUTF();
    String loss = in.readUTF();
    int batch = in.readInt();
    var sizes = new LinkedHashMap<String, Long>();
    for (int i = in.readInt(); i > 0; i--) {
      sizes.put(in.readUTF(), in.readLong());
    }
    var seeds = new ArrayList<Long>();
    for (int i = in.readInt(); i > 0; i--) {
      seeds.add(in.readLong());
    }
    var layers = new ArrayList<Target>();
    for (int i = in.readInt(); i > 0; i--) {
      layers.add(new Target(in.readUTF(), in.readUTF()));
    }
    return new Question(model, loss, batch, sizes, seeds, layers);
  }
}
