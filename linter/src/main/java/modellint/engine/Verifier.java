package modellint.engine;

import java.nio.file.Path;
import java.util.List;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.Subject;

/**
 * Settles findings by running the model. Found with {@link java.util.ServiceLoader}, and only when
 * a run asks for it.
 */
public interface Verifier {

  /** One verdict for each of {@code findings}, in their order; never an exception. */
  Verification verify(Path file, Subject subject, List<Rule> rules, List<Finding> findings);

  /** The same, running models on the tensors in a file or directory instead of made-up ones. */
  Verifier feeding(Path inputs);

  /** The same, leaving in {@code directory} each input that it finds to confirm a finding with. */
  Verifier saving(Path directory);
}
