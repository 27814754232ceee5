package modellint.neuroph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Perceptron.Context;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.Weights;

/**
 * {@code new ElmanNetwork(inputs, hidden, context, outputs)} and {@code JordanNetwork}. One step is
 * drawn, with what the step before left as a second input: the library's back-propagation goes no
 * further back. Elman's context reads each hidden unit, and the bias among them, by a weight of
 * one; Jordan's reads all outputs. Every layer is sigmoid.
 */
final class Recurrent {

  private static final Weights CONNECTION =
      new Weights.Declared(new Init.Uniform("U(-0.5, 0.5)", -0.5, 0.5));
  private static final Weights COPY = new Weights.Declared(new Init.Constant("one", 1));

  private Recurrent() {}

  static Definition elman(Obj network) throws Unreadable {
    Dim hidden = size(network, 1, "hidden");
    Dim context = size(network, 2, "context");
    Dim remembered = Perceptron.sum(List.of(hidden, Dim.of(1)));
    List<Refusal> refusals = List.of();
    if (context.isKnown() && remembered.isKnown() && context.size() != remembered.size()) {
      if (context.size() > remembered.size()) {
        throw new Unreadable("context units beyond the hidden layer's read nothing");
      }
      refusals =
          List.of(
              new Refusal(
                  Refusal.Fault.SMALL_CONTEXT,
                  "context",
                  network.origin().place(),
                  context.size(),
                  remembered.size()));
    }
    return read(
        network,
        remembered,
        new Context(remembered, true, COPY, Activation.SIGMOID),
        hidden,
        refusals);
  }

  static Definition jordan(Obj network) throws Unreadable {
    return read(
        network,
        size(network, 3, "outputs"),
        new Context(size(network, 2, "context"), false, CONNECTION, Activation.SIGMOID),
        size(network, 1, "hidden"),
        List.of());
  }

  private static Definition read(
      Obj network, Dim remembered, Context context, Dim hidden, List<Refusal> refusals)
      throws Unreadable {
    if (!network.calls("randomizeWeights").isEmpty()) {
      throw new Unreadable("randomizeWeights draws the context's own weights as well");
    }
    Place.Line place = network.origin().place();
    var net = new Perceptron(place);
    net.input(size(network, 0, "inputs"));
    net.remember("context", remembered, context, place);
    layer(net, "hidden", hidden, place);
    layer(net, "output", size(network, 3, "outputs"), place);
    var all = new ArrayList<>(refusals);
    if (refusals.isEmpty()) {
      all.addAll(
          Refused.learning(network, size(network, 0, "inputs"), size(network, 3, "outputs"), true));
    }
    Training training = LearningRules.of(network, "BackPropagation");
    all.addAll(training.details().refusals());
    return net.definition("neuroph", training.refused(all));
  }

  private static void layer(Perceptron net, String name, Dim units, Place place) {
    net.dense(name, units, CONNECTION, Optional.of(CONNECTION), Activation.SIGMOID, place);
  }

  private static Dim size(Obj network, int index, String name) throws Unreadable {
    List<Value> given = network.origin().arguments();
    if (index >= given.size()) {
      throw new Unreadable("its layers are not known");
    }
    return Perceptron.size(given.get(index), name);
  }
}
