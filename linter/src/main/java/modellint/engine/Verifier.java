package modellint.engine;

import java.nio.file.Path;

/**
 * Settles findings by running the model. Found with {@link java.util.ServiceLoader}, and only when
 * a run asks for it.
 */
public interface Verifier {

  /** One verdict for each finding of {@code suspect}, in their order; never an exception. */
  Verification verify(Suspect suspect);

  /** The same, running models on the tensors in a file or directory instead of made-up ones. */
  Verifier feeding(Path inputs);

  /** The same, leaving in {@code directory} each input that it finds to confirm a finding with. */
  Verifier saving(Path directory);
}
