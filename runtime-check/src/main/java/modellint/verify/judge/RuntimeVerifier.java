package modellint.verify.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.analysis.signal.SizedGraph;
import modellint.engine.NotChecked;
import modellint.engine.Suspect;
import modellint.engine.Verdict;
import modellint.engine.Verification;
import modellint.engine.Verification.Settlement;
import modellint.engine.Verifier;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.rule.Subject;
import modellint.verify.child.DrawnModel;
import modellint.verify.child.Isolated;
import modellint.verify.child.Limits;
import modellint.verify.child.Outcome;
import modellint.verify.child.StoredModel;
import modellint.verify.child.Supply;
import modellint.verify.probe.Answer;

/**
 * The verifier that runs models in ONNX Runtime, each in a process of its own: a file as it is, a
 * definition exported anew for each seed.
 */
public final class RuntimeVerifier implements Verifier {

  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  /** The domains whose operators come with the runtime; code of others is never loaded. */
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

  private final Isolated isolated;
  private final List<String> samples;
  private final Optional<SavedInputs> saved;

  public RuntimeVerifier() {
    this(new Isolated(Limits.DEFAULT));
  }

  public RuntimeVerifier(Isolated isolated) {
    this(isolated, List.of(), Optional.empty());
  }

  private RuntimeVerifier(Isolated isolated, List<String> samples, Optional<SavedInputs> saved) {
    this.isolated = isolated;
    this.samples = List.copyOf(samples);
    this.saved = saved;
  }

  @Override
  public Verifier feeding(Path inputs) {
    return new RuntimeVerifier(isolated, List.of(inputs.toAbsolutePath().toString()), saved);
  }

  @Override
  public Verifier saving(Path directory) {
    return new RuntimeVerifier(isolated, samples, Optional.of(new SavedInputs(directory)));
  }

  @Override
  public Verification verify(Suspect suspect) {
    try {
      return verified(suspect);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(suspect, NotChecked.Kind.CRASH, "the verifier failed: " + e);
    }
  }

  private Verification verified(Suspect suspect) {
    Optional<String> stranger = stranger(suspect);
    if (stranger.isPresent()) {
      return failed(
          suspect,
          NotChecked.Kind.UNSUPPORTED,
          "the operator " + stranger.get() + " does not come with ONNX Runtime");
    }
    Subject subject = suspect.subject();
    var inquiry = new Inquiry(subject, suspect.findings());
    Optional<SizedGraph> sized =
        suspect.definition().map(it -> subject.sized(subject.assumptions().batch()));
    Supply supply =
        sized
            .<Supply>map(it -> new DrawnModel(TrainingGraph.of(it), SEEDS))
            .orElseGet(() -> new StoredModel(suspect.file(), SEEDS));
    Outcome outcome =
        isolated.ask(
            supply,
            it -> inquiry.about(it.file().toString(), it.seeds(), samples),
            suspect.progress(),
            (answer, scratch) -> save(answer, scratch, suspect));
    if (outcome instanceof Outcome.Answered it) {
      Map<String, Long> assumed = sized.map(SizedGraph::assumed).orElse(Map.of());
      return settled(suspect, it.answer(), remark(it.remark(), assumed));
    }
    if (outcome instanceof Outcome.TimedOut it) {
      return failed(suspect, NotChecked.Kind.TIMEOUT, it.reason());
    }
    if (outcome instanceof Outcome.Refused it) {
      return failed(suspect, NotChecked.Kind.UNSUPPORTED, it.reason());
    }
    if (outcome instanceof Outcome.Crashed it) {
      return failed(suspect, NotChecked.Kind.CRASH, it.reason());
    }
    throw new AssertionError(outcome);
  }

  private void save(Outcome outcome, Path scratch, Suspect suspect) throws IOException {
    if (saved.isPresent()) {
      var searches = new Searches(suspect.subject(), suspect.findings());
      saved.get().take(outcome, scratch, suspect.file(), searches, suspect.findings());
    }
  }

  /** What no run settles is not left open by one that failed. */
  private static Verification failed(Suspect suspect, NotChecked.Kind kind, String reason) {
    List<Optional<String>> standing =
        suspect.findings().stream().map(it -> Standing.reason(it.name())).toList();
    boolean lost = standing.isEmpty() || standing.stream().anyMatch(Optional::isEmpty);
    return new Verification(
        standing.stream()
            .map(it -> new Settlement(Verdict.INCONCLUSIVE, it.orElse(reason)))
            .toList(),
        Map.of(),
        OptionalDouble.empty(),
        Optional.empty(),
        lost ? Optional.of(new Verification.NotRun(kind, reason)) : Optional.empty());
  }

  /** An operator of a file whose code is neither in the file nor in the runtime. */
  private static Optional<String> stranger(Suspect suspect) {
    // a definition's own operators are refused when it is exported
    return suspect.definition().isPresent()
        ? Optional.empty()
        : nodes(suspect.subject().graph())
            .filter(it -> !DOMAINS.contains(it.domain()))
            .map(it -> it.domain() + "." + it.type())
            .findFirst();
  }

  private static Stream<Node> nodes(Graph graph) {
    return graph.nodes().stream()
        .flatMap(
            it -> Stream.concat(Stream.of(it), it.subGraphs().flatMap(RuntimeVerifier::nodes)));
  }

  private static String remark(Optional<String> said, Map<String, Long> assumed) {
    Stream<String> sizes =
        assumed.isEmpty()
            ? Stream.empty()
            : Stream.of(
                assumed.entrySet().stream()
                    .map(it -> it.getKey() + " = " + it.getValue())
                    .collect(Collectors.joining(", ", "assumed ", "")));
    return Stream.concat(said.stream(), sizes).map(it -> "; " + it).collect(Collectors.joining());
  }

  private static Verification settled(Suspect suspect, Answer answer, String remark) {
    var judge = new Judge(suspect.subject(), suspect.rules(), suspect.findings(), answer);
    return new Verification(
        suspect.findings().stream()
            .map(judge::settle)
            .map(it -> new Settlement(it.verdict(), it.evidence() + remark, it.shown()))
            .toList(),
        judge.measured(),
        judge.growth(),
        Optional.of(judge.whole()),
        Optional.empty());
  }
}
