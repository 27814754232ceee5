package modellint.djl;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.definition.Definition;
import modellint.definition.GraphSketch;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Program;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;

/** Reads one block as a model by drawing its forward pass. */
final class BlockReader {

  private static final int MOST_ATTEMPTS = 8;

  private BlockReader() {}

  /** A count that the parameters of a block nobody sees are part of. */
  private static final Dim HIDDEN = Dim.symbol("parameters");

  /**
   * A model and its parameters as the library has them, in the order of their first use.
   *
   * @param whole false where a block is part of it that is in no source at hand
   */
  record Drawn(Definition definition, List<Parameters.Entry> parameters, boolean whole) {}

  static Drawn read(Obj root, Place.Line site, Setups.Setup setup) {
    Program program =
        root.program().orElseThrow(() -> new Undetermined("the block's program is not at hand"));
    var inputs = new ArrayList<Optional<Shape>>();
    setup.shapes().forEach(it -> inputs.add(Optional.of(batched(it))));
    boolean stated = !inputs.isEmpty();
    if (!stated) {
      inputs.add(Optional.empty());
    }
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return drawn(root, site, setup, program, inputs, stated);
      } catch (Demand e) {
        inputs.set(e.input(), Optional.of(e.shape()));
      } catch (OneMore e) {
        inputs.add(Optional.empty());
      }
    }
    throw new Undetermined("the shapes of the inputs are not known");
  }

  /** A stated input shape with its first dimension, the batch, left open; a vector has none. */
  private static Shape batched(Value shape) {
    var dims = new ArrayList<Dim>();
    List<Value> sizes = Sizes.shape(shape).orElse(List.of());
    boolean vector = sizes.size() == 1;
    for (int i = 0; i < sizes.size(); i++) {
      Value size = sizes.get(i);
      String name = size instanceof Value.Unknown it ? it.name() : "size";
      dims.add(
          i == 0 && !vector
              ? Dim.symbol("N")
              : size.whole().filter(it -> it >= 0).map(Dim::of).orElse(Sizes.symbol(name)));
    }
    return new Shape(dims);
  }

  private static Drawn drawn(
      Obj root,
      Place.Line site,
      Setups.Setup setup,
      Program program,
      List<Optional<Shape>> inputs,
      boolean stated) {
    var sketch = new GraphSketch(name(site), site);
    List<Call> configured = setup.config().map(it -> it.calls("optInitializer")).orElse(List.of());
    var refusals = new Refusals(root.origin().place(), setup.engine());
    var parameters =
        new Parameters(sketch, new Initializers(configured, stated, program, refusals), refusals);
    var walk =
        new Walk(
            sketch,
            program,
            parameters,
            refusals,
            root.origin().place(),
            setup.shapes().stream()
                .findFirst()
                .flatMap(Sizes::shape)
                .flatMap(it -> it.stream().findFirst())
                .flatMap(Value::whole)
                .filter(it -> it > 0));
    var in = new ArrayList<Tensor>();
    for (int i = 0; i < inputs.size(); i++) {
      Optional<Shape> shape = inputs.get(i);
      String name = inputs.size() == 1 ? "data" : "data" + i;
      in.add(
          shape.isPresent()
              ? Tensor.of(sketch.input(name, shape.get()), shape)
              : new Tensor(
                  sketch.input(name, new Shape(List.of(Dim.symbol("N")))),
                  Optional.empty(),
                  OptionalInt.of(i)));
    }
    List<Tensor> out = forward(walk, root, in);
    if (out.isEmpty()) {
      throw new Undetermined("the block gives no output");
    }
    if (walk.unseen().isPresent() && parameters.all().isEmpty()) {
      throw walk.unseen().get();
    }
    var unknowns = new LinkedHashSet<>(walk.notes());
    if (!stated) {
      unknowns.add("no shape of the input is stated");
    }
    for (Parameters.Entry it : parameters.all()) {
      if (it.weights() instanceof Weights.Unknown open) {
        unknowns.add(open.reason());
      }
    }
    refusals.stand(root.origin().place());
    boolean sure = setup.own() && walk.notes().isEmpty() && refusals.all().isEmpty();
    if (stated && sure && parameters.isFrozen()) {
      refusals.add(Fault.NOTHING_TRAINED, "", 0, 1);
    }
    Graph graph =
        sketch.finish(out.stream().map(Tensor::name).toList(), training(setup, out, refusals));
    return new Drawn(
        new Definition(
            site,
            "djl",
            graph,
            walk.unseen().isPresent() ? HIDDEN : parameters.total(),
            walk.unseen().isPresent() ? HIDDEN : parameters.trained(),
            List.copyOf(unknowns)),
        parameters.all(),
        walk.unseen().isEmpty());
  }

  /** What does not go on behind a block that nobody sees is open because of that block. */
  private static List<Tensor> forward(Walk walk, Obj root, List<Tensor> in) {
    try {
      return walk.forward(root, in);
    } catch (Undetermined e) {
      throw walk.unseen().orElse(e);
    }
  }

  private static Training training(Setups.Setup setup, List<Tensor> out, Refusals refusals) {
    Training told = TrainingReader.read(setup);
    setup.config().ifPresent(it -> TrainerChecks.of(it, setup.own() ? out : List.of(), refusals));
    return refusals.all().isEmpty() ? told : told.refused(refusals.all());
  }

  private static String name(Place.Line site) {
    String file = site.file().substring(site.file().lastIndexOf('/') + 1);
    return file.endsWith(".java") ? file.substring(0, file.length() - ".java".length()) : file;
  }
}
