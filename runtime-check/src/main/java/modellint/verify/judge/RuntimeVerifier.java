package modellint.verify.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.analysis.signal.SignalPropagation;
import modellint.analysis.signal.SizedGraph;
import modellint.engine.Inquiry;
import modellint.engine.NotChecked;
import modellint.engine.Verification;
import modellint.engine.Verification.Settlement;
import modellint.engine.Verifier;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Node;
import modellint.rule.Subject;
import modellint.verify.child.DrawnModel;
import modellint.verify.child.Isolated;
import modellint.verify.child.Limits;
import modellint.verify.child.Outcome;
import modellint.verify.child.StoredModel;
import modellint.verify.child.Supply;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Question;

/**
 * The verifier that runs models in ONNX Runtime, each in a process of its own: a file as it is, a
 * definition exported anew for each seed.
 */
public final class RuntimeVerifier implements Verifier {

  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
  private static final int BATCH = 8;

  /** The domains whose operators come with the runtime; code of others is never loaded. */
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

  private final Isolated isolated;

  public RuntimeVerifier() {
    this(new Isolated(Limits.DEFAULT));
  }

  public RuntimeVerifier(Isolated isolated) {
    this.isolated = isolated;
  }

  @Override
  public Verification verify(Inquiry inquiry) {
    try {
      return verified(inquiry);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(inquiry, NotChecked.Kind.CRASH, "the verifier failed: " + e);
    }
  }

  private Verification verified(Inquiry inquiry) {
    Optional<String> stranger = stranger(inquiry);
    if (stranger.isPresent()) {
      return failed(
          inquiry,
          NotChecked.Kind.UNSUPPORTED,
          "the operator " + stranger.get() + " does not come with ONNX Runtime");
    }
    Subject subject = inquiry.subject();
    Optional<SizedGraph> sized = inquiry.definition().map(it -> subject.sized(BATCH));
    Supply supply =
        sized
            .<Supply>map(it -> new DrawnModel(TrainingGraph.of(it), SEEDS))
            .orElseGet(() -> new StoredModel(inquiry.file(), SEEDS));
    Outcome outcome = isolated.ask(supply, it -> question(it, subject), inquiry.progress());
    if (outcome instanceof Outcome.Answered it) {
      Map<String, Long> assumed = sized.map(SizedGraph::assumed).orElse(Map.of());
      return settled(inquiry, it.answer(), remark(it.remark(), assumed));
    }
    if (outcome instanceof Outcome.TimedOut it) {
      return failed(inquiry, NotChecked.Kind.TIMEOUT, it.reason());
    }
    if (outcome instanceof Outcome.Refused it) {
      return failed(inquiry, NotChecked.Kind.UNSUPPORTED, it.reason());
    }
    if (outcome instanceof Outcome.Crashed it) {
      return failed(inquiry, NotChecked.Kind.CRASH, it.reason());
    }
    throw new AssertionError(outcome);
  }

  private static Verification failed(Inquiry inquiry, NotChecked.Kind kind, String reason) {
    return Verification.failed(inquiry.findings().size(), kind, reason);
  }

  private static Question question(Supply.Sample sample, Subject subject) {
    SignalPropagation signal = subject.signal();
    return new Question(
        sample.file().toString(),
        signal.loss().map(Loss::word).filter(it -> !it.equals("other")).orElse("random"),
        BATCH,
        Map.of(),
        sample.seeds(),
        subject.layers().all().stream()
            .map(it -> new Question.Target(it.node().output(), it.weight().name()))
            .toList());
  }

  /** An operator of a file whose code is neither in the file nor in the runtime. */
  private static Optional<String> stranger(Inquiry inquiry) {
    // a definition's own operators are refused when it is exported
    return inquiry.definition().isPresent()
        ? Optional.empty()
        : nodes(inquiry.subject().graph())
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

  private static Verification settled(Inquiry inquiry, Answer answer, String remark) {
    var judge = new Judge(inquiry.subject(), inquiry.rules(), inquiry.findings(), answer);
    return new Verification(
        inquiry.findings().stream()
            .map(judge::settle)
            .map(it -> new Settlement(it.verdict(), it.evidence() + remark))
            .toList(),
        judge.measured(),
        judge.growth(),
        Optional.empty());
  }
}
