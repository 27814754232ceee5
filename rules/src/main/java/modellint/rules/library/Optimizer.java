package modellint.rules.library;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.OfLayer;
import modellint.rule.Subject;
import modellint.rules.training.Stated;

/**
 * An optimiser as the source states it, for all layers or for one.
 *
 * @param defaults the numbers in it that the library chose
 * @param scheduled true where a schedule replaces the rate
 */
record Optimizer(
    String name,
    Optional<Double> rate,
    Optional<Double> momentum,
    Set<String> defaults,
    boolean scheduled,
    Place place) {

  Optimizer {
    defaults = Set.copyOf(defaults);
  }

  /** That of the whole and those that layers state themselves, each place once. */
  static Stream<Optimizer> all(Subject subject) {
    return Stream.concat(
            whole(subject).stream(),
            subject.graph().training().details().layers().stream()
                .flatMap(it -> ofLayer(it).stream()))
        .distinct();
  }

  private static Optional<Optimizer> whole(Subject subject) {
    Training training = subject.graph().training();
    return training
        .optimizer()
        .map(
            it ->
                new Optimizer(
                    it,
                    training.learningRate(),
                    training.momentum(),
                    training.details().defaults(),
                    training.details().schedule().isPresent(),
                    Stated.place("optimizer", subject)));
  }

  private static Optional<Optimizer> ofLayer(OfLayer layer) {
    return layer
        .own()
        .flatMap(
            own ->
                layer
                    .optimizer()
                    .map(
                        it ->
                            new Optimizer(
                                it,
                                layer.learningRate(),
                                layer.momentum(),
                                own.defaults(),
                                own.scheduled(),
                                own.place())));
  }
}
