package modellint.definition;

import java.util.Comparator;
import java.util.List;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Place;
import modellint.graph.TrainingDetails;

/**
 * One model definition found in source.
 *
 * @param site where the definition as such stands; two evaluations of one site are one definition
 * @param kind the library's word in reports: {@code dl4j}
 * @param parameters as the library counts them, symbolic where a size is not determined
 * @param trainable those among them that training changes
 * @param unknowns what the source does not determine, as phrases for people
 */
public record Definition(
    Place.Line site,
    String kind,
    Graph graph,
    Dim parameters,
    Dim trainable,
    List<String> unknowns) {

  public Definition {
    unknowns = List.copyOf(unknowns);
  }

  /**
   * The one of two evaluations of one site that is reported: one that the library refuses, then the
   * one of which more is known, then the deeper one, which has more to lose; else this one.
   */
  public Definition or(Definition other) {
    Comparator<Definition> worth =
        Comparator.<Definition, Boolean>comparing(it -> it.isRefused())
            .thenComparing(it -> -it.unknowns.size())
            .thenComparing(it -> it.graph.nodes().size());
    return worth.compare(this, other) < 0 ? other : this;
  }

  /** The same definition with one thing more that only the reader of the source can know. */
  public Definition remarking(TrainingDetails.Remark it) {
    return new Definition(
        site, kind, graph.with(graph.training().remarking(it)), parameters, trainable, unknowns);
  }

  private boolean isRefused() {
    return !graph.training().details().refusals().isEmpty();
  }
}
