package modellint.samediff;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.GraphSketch;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Dim;
import modellint.graph.Place;

/** Draws a graph backwards from the predictions that its loss compares with the labels. */
final class DefinitionReader {

  private final Place.Line site;
  private final Variables variables;
  private final boolean measured;

  /**
   * @param version the library's own; where no build file states it, the newest is meant
   */
  DefinitionReader(Obj graph, List<Obj> objects, String version) {
    this.site = graph.origin().place();
    this.variables = new Variables(graph, objects, version);
    this.measured = version.isEmpty() || version.matches(Refusals.MEASURED);
  }

  Definition read() throws Unreadable {
    TrainingReader training = TrainingReader.of(variables.graph());
    List<Objective> objectives = new LossReader(variables, training.minimised()).read();
    Optional<Objective> objective = objectives.stream().findFirst();
    List<Obj> outputs =
        objectives.isEmpty()
            ? variables.ends().stream().reduce((a, b) -> b).stream().toList()
            : objectives.stream().map(Objective::prediction).toList();
    if (outputs.isEmpty()) {
      throw new Unreadable("the graph computes nothing");
    }
    var sketch = new GraphSketch(Finds.name(site), site);
    var drawing = new Drawing(sketch, variables);
    List<String> names = drawing.drawAll(outputs);
    if (drawing.counts().isEmpty()) {
      throw new Unreadable("the graph has no variables that its result depends on");
    }
    Dim total = Perceptron.sum(drawing.counts());
    boolean trained = objective.isPresent();
    var notes =
        new TrainingReader.Notes(
            trained ? new FrozenBiases(variables).of(drawing.made()) : List.of(),
            measured ? new Refusals(variables, trained).of(drawing.made()) : List.of());
    return new Definition(
        site,
        "samediff",
        sketch.finish(names, training.read(objective, notes)),
        total,
        total,
        drawing.unknowns());
  }
}
