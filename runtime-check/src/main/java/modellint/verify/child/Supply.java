package modellint.verify.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Puts the models of one inquiry into the directory that the child process will see. */
public interface Supply {

  /** One file in that directory, and the seeds to run it with. */
  record Sample(Path file, List<Long> seeds) {
    public Sample {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * What was written.
   *
   * @throws modellint.verify.run.UnsupportedModelException where there is nothing to run
   */
  List<Sample> into(Path directory) throws IOException;
}
