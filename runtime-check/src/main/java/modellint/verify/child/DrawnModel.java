package modellint.verify.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modellint.graph.Graph;
import modellint.onnx.Draw;
import modellint.onnx.ModelWriteException;
import modellint.onnx.OnnxWriter;
import modellint.verify.run.UnsupportedModelException;

/**
 * A definition exported, once for each seed with weights drawn anew: a verdict must not rest on one
 * draw.
 *
 * @param graph without open sizes
 */
public record DrawnModel(Graph graph, List<Long> seeds) implements Supply {

  public DrawnModel {
    seeds = List.copyOf(seeds);
  }

  @Override
  public List<Sample> into(Path directory) throws IOException {
    var samples = new ArrayList<Sample>();
    for (long seed : seeds) {
      Path file = directory.resolve("drawn-" + seed + ".onnx");
      try {
        OnnxWriter.write(graph, new Draw(seed, Map.of()), file);
      } catch (ModelWriteException e) {
        throw new UnsupportedModelException(String.valueOf(e.getMessage()), e);
      }
      samples.add(new Sample(file, List.of(seed)));
    }
    return samples;
  }
}
