package modellint.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.Subject;

/**
 * A model and what the rules found in it, for a verifier to settle.
 *
 * @param file where the model was read
 * @param definition the model where it is defined in source; empty where the file is to be run
 * @param subject the model as the rules saw it
 * @param rules those that were applied
 * @param findings what they found and nothing accepted
 * @param progress told of each run that is done
 */
public record Suspect(
    Path file,
    Optional<Definition> definition,
    Subject subject,
    List<Rule> rules,
    List<Finding> findings,
    Progress progress) {

  /** Told how far the runs of a model have come. */
  public interface Progress {
    void ran(int done, int runs);
  }

  public Suspect {
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
  }
}
