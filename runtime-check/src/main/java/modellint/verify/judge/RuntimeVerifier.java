package modellint.verify.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modellint.engine.NotChecked;
import modellint.engine.Verification;
import modellint.engine.Verifier;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.Subject;
import modellint.verify.child.Isolated;
import modellint.verify.child.Limits;
import modellint.verify.child.Outcome;
import modellint.verify.probe.Answer;

/** The verifier that runs models in ONNX Runtime, each in a process of its own. */
public final class RuntimeVerifier implements Verifier {

  private final Isolated isolated = new Isolated(Limits.DEFAULT);
  private final List<String> samples;
  private final Optional<SavedInputs> saved;

  /** Found by name as a service. */
  public RuntimeVerifier() {
    this(List.of(), Optional.empty());
  }

  private RuntimeVerifier(List<String> samples, Optional<SavedInputs> saved) {
    this.samples = List.copyOf(samples);
    this.saved = saved;
  }

  @Override
  public Verifier feeding(Path inputs) {
    return new RuntimeVerifier(List.of(inputs.toAbsolutePath().toString()), saved);
  }

  @Override
  public Verifier saving(Path directory) {
    return new RuntimeVerifier(samples, Optional.of(new SavedInputs(directory)));
  }

  @Override
  public Verification verify(Path file, Subject subject, List<Rule> rules, List<Finding> findings) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
      return Verification.failed(
          findings.size(),
          NotChecked.Kind.UNSUPPORTED,
          "only ONNX files can be run; this definition would have to be exported first");
    }
    Outcome outcome =
        isolated.ask(
            file,
            copy -> new Inquiry(subject, findings).about(copy, samples),
            (answer, scratch) -> save(answer, scratch, file, subject, findings));
    if (outcome instanceof Outcome.Answered it) {
      return settled(it.answer(), subject, rules, findings);
    }
    if (outcome instanceof Outcome.TimedOut it) {
      return Verification.failed(findings.size(), NotChecked.Kind.TIMEOUT, it.reason());
    }
    if (outcome instanceof Outcome.Refused it) {
      return Verification.failed(findings.size(), NotChecked.Kind.UNSUPPORTED, it.reason());
    }
    if (outcome instanceof Outcome.Crashed it) {
      return Verification.failed(findings.size(), NotChecked.Kind.CRASH, it.reason());
    }
    throw new AssertionError(outcome);
  }

  private void save(
      Outcome outcome, Path scratch, Path file, Subject subject, List<Finding> findings)
      throws IOException {
    if (saved.isPresent()) {
      saved.get().take(outcome, scratch, file, new Searches(subject, findings), findings);
    }
  }

  private static Verification settled(
      Answer answer, Subject subject, List<Rule> rules, List<Finding> findings) {
    var judge = new Judge(subject, rules, findings, answer);
    return new Verification(
        findings.stream().map(judge::settle).toList(),
        judge.measured(),
        judge.growth(),
        Optional.empty());
  }
}
