package modellint.dl4j;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.fuzz.Compiled;
import modellint.graph.Refusal;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the reader and the library say of one generated definition.
 *
 * @param words what they differ in, or what the library throws
 */
record Verdict(Kind kind, List<String> words) {

  enum Kind {
    /** It is read as the library builds it, and runs, if it was asked to. */
    AGREED,
    /** Refused by the reader, and the library throws. */
    REFUSED_BY_BOTH,
    /** The library throws, and the reader does not say so: a rule to come. */
    MISSED,
    /** Read as something else, refused though it runs, or not read. */
    WRONG
  }

  /** What is refused must fail by its first step; the others take one where {@code all} do. */
  static Verdict of(Compiled compiled, String name, String text, List<long[]> shapes, boolean all) {
    Networks read = Networks.parse(text);
    Object made;
    Facts truth;
    try {
      made = compiled.run(name);
      truth = FactsOfLibrary.of(made);
    } catch (Throwable refused) {
      boolean silent = !read.all().isEmpty() && read.all().stream().allMatch(Verdict::runs);
      return new Verdict(
          silent ? Kind.MISSED : Kind.REFUSED_BY_BOTH, List.of("build: " + cause(refused)));
    }
    // A network that is made of another is read behind that one.
    boolean transferred = made instanceof Model;
    if (read.all().size() != (transferred ? 2 : 1)) {
      return new Verdict(Kind.WRONG, List.of("is not read: " + read.refused().values()));
    }
    Network only = read.all().get(read.all().size() - 1);
    List<INDArray> batches = shapes.stream().map(Verdict::batch).toList();
    if (!runs(only)) {
      return FirstStep.of(made, batches).runs()
          ? new Verdict(Kind.WRONG, List.of("runs, and is refused: " + Networks.faults(only)))
          : new Verdict(Kind.REFUSED_BY_BOTH, List.of());
    }
    List<String> differences = Facts.of(only).against(truth);
    if (!differences.isEmpty()) {
      return new Verdict(Kind.WRONG, differences);
    }
    if (!all) {
      return new Verdict(Kind.AGREED, List.of());
    }
    FirstStep step = FirstStep.of(made, batches);
    return step.why()
        .map(it -> new Verdict(Kind.MISSED, List.of(step.stage() + ": " + cause(it))))
        .orElseGet(() -> new Verdict(Kind.AGREED, List.of()));
  }

  private static boolean runs(Network it) {
    return it.definition().graph().training().details().refusals().stream()
        .allMatch(each -> each.fault() == Refusal.Fault.REPLACED_INPUT);
  }

  /** Three examples; a single number may be the index of a word. */
  private static INDArray batch(long[] shape) {
    long[] batch = new long[shape.length + 1];
    batch[0] = 3;
    System.arraycopy(shape, 0, batch, 1, shape.length);
    return shape.length == 1 && shape[0] == 1 ? Nd4j.zeros(batch) : Nd4j.rand(batch);
  }

  private static String cause(Throwable it) {
    Throwable first =
        Stream.iterate(it, Objects::nonNull, Throwable::getCause).reduce((a, b) -> b).orElse(it);
    return Optional.of(first.toString()).map(text -> text.replaceAll("(?s)\n.*", "")).orElse("");
  }
}
