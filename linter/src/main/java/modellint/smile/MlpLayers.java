package modellint.smile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/** The layers of a perceptron, whether factories make them or a text names them. */
final class MlpLayers {

  /** {@code ReLU(100, 0.5)}, as the library itself matches it: without a space around it. */
  private static final Pattern PART =
      Pattern.compile(
          "(\\w+)\\(([-+]?\\d{1,9})(?:,\\s*(#))?(?:,\\s*(#))?\\)"
              .replace("#", "[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?"));

  private MlpLayers() {}

  /** What {@code new MLP(..)} is given. */
  static List<MlpLayer> of(Obj mlp) throws Unreadable {
    List<Value> given = new ArrayList<>();
    for (Value value : mlp.origin().arguments()) {
      if (value instanceof Value.Elements it) {
        given.addAll(it.values());
      } else if (!(value instanceof Value.Nothing)) {
        given.add(value);
      }
    }
    var layers = new ArrayList<MlpLayer>();
    int first = 0;
    while (first < given.size() - 1 && !isLayer(given.get(first))) {
      first++;
    }
    if (first > 0 && isLayer(given.get(first))) {
      // The classes or the scale of a regression; until 2.6, the number of inputs comes last.
      if (!isMade(given.get(first), "input")) {
        layers.add(new MlpLayer("input", List.of(given.get(first - 1)), mlp.origin().place()));
      }
      given.subList(0, first).clear();
    }
    for (Value value : given) {
      if (!(value instanceof Obj it)) {
        throw new Unreadable(value.why().orElse("a layer is not known"));
      }
      if (it.origin() instanceof Origin.Static made && made.type().endsWith(".mlp.Layer")) {
        if (made.method().equals("of")) {
          layers.addAll(specified(made));
        } else {
          layers.add(layer(made));
        }
      } else {
        layers.add(built(it));
      }
    }
    return layers;
  }

  private static boolean isLayer(Value value) {
    return value instanceof Obj it
        && (it.type().contains("Layer")
            || (it.origin() instanceof Origin.Static made && made.type().endsWith(".mlp.Layer")));
  }

  private static boolean isMade(Value value, String method) {
    return value instanceof Obj it
        && it.origin() instanceof Origin.Static made
        && made.type().endsWith(".mlp.Layer")
        && made.method().equals(method);
  }

  /** A builder by its constructor. */
  private static MlpLayer built(Obj it) throws Unreadable {
    List<Value> given = it.origin().arguments();
    Place.Line place = it.origin().place();
    if (it.type().endsWith(".mlp.OutputLayerBuilder")
        && given.size() == 3
        && given.get(2) instanceof Value.Constant cost) {
      return new MlpLayer(cost.name().equals("LIKELIHOOD") ? "mle" : "mse", given, place);
    }
    if (it.type().endsWith(".mlp.HiddenLayerBuilder")
        && given.size() == 3
        && given.get(2) instanceof Obj function
        && function.origin() instanceof Origin.Static made) {
      var arguments = new ArrayList<>(given.subList(0, 2));
      arguments.addAll(made.arguments());
      return new MlpLayer(made.method(), arguments, place);
    }
    throw new Unreadable("a layer by " + it.type() + " is not modelled");
  }

  private static MlpLayer layer(Origin.Static made) {
    if (made.method().equals("builder")) {
      // Layer.builder("relu", 50, dropout, parameter) has the name first.
      List<Value> arguments = made.arguments().subList(1, made.arguments().size());
      String kind = made.arguments().get(0).text().orElse("unknown");
      String plain = kind.toLowerCase(Locale.ROOT);
      return plain.matches("relu|sigmoid|tanh|linear|leaky")
          ? new MlpLayer(plain, arguments, made.place())
          : MlpLayer.misspelt(kind, arguments, made.place());
    }
    // Until the package was renamed, leaky(n) made a plain rectifier; its longer forms leak.
    boolean plain =
        made.method().equals("leaky")
            && made.arguments().size() < 2
            && made.type().startsWith("smile.base.");
    return new MlpLayer(plain ? "rectifier" : made.method(), made.arguments(), made.place());
  }

  /** {@code MLP.fit(x, y, properties)}: one hidden layer of 100 rectifiers unless told else. */
  static List<MlpLayer> fitted(Obj mlp, Told told) throws Unreadable {
    List<Value> arguments = mlp.origin().arguments();
    Place.Line place = mlp.origin().place();
    Optional<Call> given = told.last("layers");
    Value text = given.map(it -> it.argument(0)).orElse(new Value.Text("ReLU(100)"));
    var layers =
        new ArrayList<>(
            specified(
                text, Fitted.features(arguments.get(0)), given.map(Call::place).orElse(place)));
    layers.add(
        mlp.type().equals("smile.regression.MLP")
            ? head(0, place)
            : Fitted.classes(arguments.get(1))
                .map(it -> head(it, place))
                .orElse(new MlpLayer("mle", List.of(Fitted.CLASSES), place)));
    return layers;
  }

  /** {@code Layer.of(k, p, "ReLU(100)|Sigmoid(30, 0.5)")}. */
  private static List<MlpLayer> specified(Origin.Static made) throws Unreadable {
    List<Value> arguments = made.arguments();
    long classes =
        arguments
            .get(0)
            .whole()
            .orElseThrow(() -> new Unreadable("the number of classes is not known"));
    var layers = new ArrayList<>(specified(arguments.get(2), arguments.get(1), made.place()));
    layers.add(head(classes, made.place()));
    return layers;
  }

  private static List<MlpLayer> specified(Value given, Value inputs, Place.Line place)
      throws Unreadable {
    String text =
        given.text().orElseThrow(() -> new Unreadable("the layers are a text that is not known"));
    var layers = new ArrayList<MlpLayer>();
    // Without a limit, split leaves empty parts at the end out, as it does in the library.
    for (String part : text.split("\\|")) {
      MlpLayer layer = part(part, place);
      if (layers.isEmpty() && !layer.isInput()) {
        layers.add(new MlpLayer("input", List.of(inputs), place));
      }
      boolean again = layer.isInput() && !layers.isEmpty();
      layers.add(again ? MlpLayer.misspelt("Input", layer.arguments(), place) : layer);
    }
    return layers;
  }

  /** A part that the library cannot match keeps its whole text for a kind. */
  private static MlpLayer part(String part, Place.Line place) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches()) {
      return MlpLayer.misspelt("\"" + part + "\"", List.of(), place);
    }
    var arguments = new ArrayList<Value>();
    arguments.add(new Value.Whole(Long.parseLong(matcher.group(2))));
    for (int i = 3; i <= 4; i++) {
      if (matcher.group(i) != null) {
        arguments.add(new Value.Real(Double.parseDouble(matcher.group(i))));
      }
    }
    String kind = matcher.group(1).toLowerCase(Locale.ROOT);
    return kind.matches("input|relu|sigmoid|tanh|linear|leaky")
        ? new MlpLayer(kind, arguments, place)
        : MlpLayer.misspelt(matcher.group(1), arguments, place);
  }

  /** The output that a number of classes asks for; below two it is a regression. */
  private static MlpLayer head(long classes, Place.Line place) {
    String function = classes < 2 ? "LINEAR" : classes == 2 ? "SIGMOID" : "SOFTMAX";
    List<Value> arguments =
        List.of(
            new Value.Whole(classes > 2 ? classes : 1),
            new Value.Constant("OutputFunction", function));
    return new MlpLayer(classes < 2 ? "mse" : "mle", arguments, place);
  }
}
