package modellint.verify.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import modellint.onnx.ModelCopy;
import modellint.onnx.ModelReadException;
import modellint.verify.run.UnsupportedModelException;

/** A model that is a file already: it and its external data are vetted and copied. */
public record StoredModel(Path file, List<Long> seeds) implements Supply {

  private static final long MOST_BYTES = 1L << 29;

  public StoredModel {
    seeds = List.copyOf(seeds);
  }

  @Override
  public List<Sample> into(Path directory) throws IOException {
    try {
      return List.of(new Sample(ModelCopy.of(file, directory, MOST_BYTES), seeds));
    } catch (ModelReadException e) {
      throw new UnsupportedModelException(e.reason(), e);
    }
  }
}
