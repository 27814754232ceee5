package modellint.smile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.Unreadable;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/** {@code smile.deep}: sequences of layers, and what {@code Model.train} is told. */
final class DeepReader {

  /** A layer as it is made: by constructor, or by a factory method of {@code Layer}. */
  record Part(String kind, List<Value> arguments, Place.Line place) {
    Value argument(int index) {
      return index < arguments.size() ? arguments.get(index) : new Value.Nothing();
    }

    /** A whole number, or {@code otherwise} where it is left out. */
    long whole(int index, long otherwise) throws Unreadable {
      Value value = argument(index);
      if ((value instanceof Value.Nothing && otherwise > 0) || index >= arguments.size()) {
        return otherwise;
      }
      return value
          .whole()
          .orElseThrow(() -> new Unreadable(value.why().orElse("a window is not known")));
    }
  }

  private DeepReader() {}

  static void find(List<Obj> objects, Finds finds, Api api) {
    List<Obj> blocks =
        objects.stream()
            .filter(it -> isSequence(it) || isBlock(it))
            .filter(it -> !Smile.isOfLibrary(it.origin().place()))
            .toList();
    Set<Obj> parts = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Obj block : blocks) {
      block.origin().arguments().forEach(it -> collect(it, parts));
      block.calls("add").forEach(call -> call.arguments().forEach(it -> collect(it, parts)));
      block.held().forEach(it -> collect(it, parts));
    }
    Set<Place.Line> inner = new HashSet<>();
    parts.forEach(it -> inner.add(it.origin().place()));
    Set<String> made = new HashSet<>();
    blocks.stream().filter(it -> !isEntered(it)).forEach(it -> made.add(it.type()));
    for (Obj block : blocks) {
      boolean instead = isEntered(block) && made.contains(block.type());
      if (!instead && !parts.contains(block)) {
        Place.Line site = site(block);
        // What is a part elsewhere, where more is known, is no loss where it cannot be read.
        finds.add(
            site, inner.contains(block.origin().place()), () -> read(block, site, objects, api));
      }
    }
  }

  /** True where the evaluation made the object itself, to see what its class does. */
  private static boolean isEntered(Obj block) {
    Place.Line made = block.origin().place();
    return declaration(block)
        .filter(it -> it.file().equals(made.file()) && it.line() == made.line())
        .isPresent();
  }

  /**
   * A class that is always the same stands for its objects; others are what they are made to be.
   */
  private static Place.Line site(Obj block) {
    Place.Line made = block.origin().place();
    return block.origin().arguments().isEmpty()
        ? declaration(block).filter(it -> it.file().equals(made.file())).orElse(made)
        : made;
  }

  private static Optional<Place.Line> declaration(Obj block) {
    return block.program().flatMap(it -> it.declaration(block.type()));
  }

  private static void collect(Value value, Set<Obj> parts) {
    if (value instanceof Obj it) {
      parts.add(it);
    }
    value.elements().ifPresent(all -> new ArrayList<>(all).forEach(it -> collect(it, parts)));
  }

  /** A sequence of the library, or a class of the program's own that is one. */
  static boolean isSequence(Obj object) {
    return isA(object, "SequentialBlock");
  }

  /** A block of layers of the program's own. */
  static boolean isBlock(Obj object) {
    return isA(object, "LayerBlock");
  }

  private static boolean isA(Obj object, String block) {
    List<String> ancestry =
        object.program().map(it -> it.ancestry(object.type())).orElse(List.of(object.type()));
    return !ancestry.isEmpty() && ancestry.get(ancestry.size() - 1).equals(Smile.DEEP + block);
  }

  private static Definition read(Obj root, Place.Line site, List<Obj> objects, Api api)
      throws Unreadable {
    var drawing = new DeepDrawing(site);
    new BlockWalk(api, drawing).draw(root);
    return drawing.definition(training(root, objects));
  }

  /** The layers of a sequence in order. */
  static List<Obj> children(Obj sequence) throws Unreadable {
    var values = new ArrayList<Value>();
    for (Value value : sequence.origin().arguments()) {
      value.elements().ifPresentOrElse(values::addAll, () -> values.add(value));
    }
    for (Call call : sequence.calls("add")) {
      if (!call.certain()) {
        throw new Unreadable(
            "whether the layer of line " + call.place().line() + " is added is not known");
      }
      values.add(call.argument(call.arguments().size() - 1));
    }
    var layers = new ArrayList<Obj>();
    for (Value value : values) {
      if (value instanceof Obj it) {
        layers.add(it);
      } else if (value.text().isEmpty()) {
        throw new Unreadable(value.why().orElse("a layer is not known"));
      }
    }
    return layers;
  }

  static Part part(Obj made) throws Unreadable {
    if (made.origin() instanceof Origin.Static it && it.type().equals(Smile.DEEP + "Layer")) {
      return new Part(it.method(), it.arguments(), it.place());
    }
    if (made.type().startsWith("smile.")) {
      String type = made.type().substring(made.type().lastIndexOf('.') + 1);
      String kind = type.replaceAll("Layer$", "");
      return new Part("new " + kind, made.origin().arguments(), made.origin().place());
    }
    throw new Unreadable("what the layer " + made.type() + " does is in no source at hand");
  }

  private static Training training(Obj sequence, List<Obj> objects) {
    for (Obj model : objects) {
      boolean its =
          model.type().equals("smile.deep.Model")
              && model.origin().arguments().stream().anyMatch(it -> it == sequence);
      Optional<Call> train =
          its ? model.calls("train").stream().reduce((a, b) -> b) : Optional.empty();
      if (train.isPresent()) {
        return training(model, train.get(), sequence);
      }
    }
    return Training.UNKNOWN;
  }

  private static Training training(Obj model, Call train, Obj sequence) {
    Optional<Origin.Static> optimizer = made(train.argument(1), "smile.deep.Optimizer");
    Optional<Origin.Static> loss = made(train.argument(2), "smile.deep.Loss");
    Optional<Call> schedule = model.calls("setLearningRateSchedule").stream().findFirst();
    String name = optimizer.map(Origin.Static::method).orElse("");
    int decay = name.equals("SGD") ? 3 : name.equals("RMSprop") ? 4 : 5;
    Optional<Double> decays = number(optimizer, decay).filter(it -> it > 0);
    return Training.builder()
        .optimizer(optimizer.map(it -> it.method().toLowerCase(java.util.Locale.ROOT)))
        .learningRate(number(optimizer, 1))
        .momentum(
            name.equals("SGD")
                ? number(optimizer, 2).or(() -> Optional.of(0.0))
                : name.equals("RMSprop") ? number(optimizer, 5) : Optional.empty())
        .schedule(
            schedule.flatMap(it -> Rates.schedule(it.argument(0), it.place())).map(it -> it.kind()))
        .l2(name.equals("AdamW") ? Optional.empty() : decays)
        .weightDecay(name.equals("AdamW") ? decays : Optional.empty())
        .loss(loss.map(it -> of(it.method(), sequence)))
        .details(TrainingDetails.builder().lossName(loss.flatMap(it -> word(it.method()))).build())
        .build();
  }

  private static Optional<Origin.Static> made(Value value, String type) {
    return value instanceof Obj it
            && it.origin() instanceof Origin.Static made
            && made.type().equals(type)
        ? Optional.of(made)
        : Optional.empty();
  }

  private static Optional<Double> number(Optional<Origin.Static> made, int index) {
    return made.filter(it -> index < it.arguments().size())
        .flatMap(it -> it.arguments().get(index).real());
  }

  /** What the losses of PyTorch beneath take: logits, their logarithms, or probabilities. */
  private static Optional<String> word(String name) {
    return switch (name) {
      case "crossEntropy" -> Optional.of("softmaxcrossentropyloss");
      case "nll" -> Optional.of("softmaxcrossentropylossoflogarithms");
      case "bce" -> Optional.of("binarycrossentropy");
      case "bceWithLogits" -> Optional.of("sigmoidbinarycrossentropyloss");
      case "mse", "l1" -> Optional.of(name);
      default -> Optional.empty();
    };
  }

  private static Loss of(String name, Obj sequence) {
    return switch (name) {
      case "nll" -> endsInLogarithms(sequence) ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.OTHER;
      case "bceWithLogits" -> Loss.SIGMOID_CROSS_ENTROPY;
      case "crossEntropy" -> Loss.SOFTMAX_CROSS_ENTROPY;
      case "mse" -> Loss.MSE;
      case "l1" -> Loss.MAE;
      default -> Loss.OTHER;
    };
  }

  /** The likelihood of a softmax's logarithms is its cross-entropy. */
  private static boolean endsInLogarithms(Obj sequence) {
    try {
      List<Obj> layers = isSequence(sequence) ? children(sequence) : List.of();
      return !layers.isEmpty()
          && part(layers.get(layers.size() - 1)).kind().matches("logSoftmax|new LogSoftmax");
    } catch (Unreadable e) {
      return false;
    }
  }
}
