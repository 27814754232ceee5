package modellint.encog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Refusal;

/**
 * The text in which {@code MLMethodFactory} is told a network: {@code "?:B->TANH->7:B->?"}, layers
 * and the functions of those behind, read as {@code FeedforwardFactory} of 3.4 does. The first
 * question mark is the number of inputs and the second that of outputs, wherever they stand.
 */
final class Architecture {

  private static final String FACTORIES = "org.encog.ml.factory.";
  private static final String BIASED = ":B";
  private static final String OPEN = "?";

  private Architecture() {}

  /** What stands between two arrows, in capitals and without its mark of a bias. */
  private record Part(String text, boolean biased) {

    static List<Part> of(String architecture) {
      return Stream.of(architecture.split("->", -1)).map(Part::read).toList();
    }

    /** A small {@code b} at the end is cut off and says nothing. */
    private static Part read(String stated) {
      String all = stated.trim().replaceFirst("b$", "").trim().toUpperCase(Locale.ROOT);
      boolean biased = all.endsWith(BIASED);
      return new Part(biased ? all.substring(0, all.length() - BIASED.length()) : all, biased);
    }

    boolean isOpen() {
      return text.equals(OPEN);
    }

    Optional<Value> units() {
      return text.matches("\\+?0*[1-9]\\d{0,8}")
          ? Optional.of(new Value.Whole(Long.parseLong(text)))
          : Optional.empty();
    }

    /** The class of a function without its prefix; numbers of its own make it another one. */
    Optional<String> function() {
      int numbers = text.indexOf('[');
      String name = numbers < 0 ? text : text.substring(0, numbers);
      Optional<String> named =
          switch (name.replaceFirst("\\(.*", "").trim()) {
            case "BIPOLAR" -> Optional.of("BiPolar");
            case "COMP" -> Optional.of("Competitive");
            case "GAUSS" -> Optional.of("Gaussian");
            case "LINEAR" -> Optional.of("Linear");
            case "LOG" -> Optional.of("LOG");
            case "RAMP" -> Optional.of("Ramp");
            case "RELU" -> Optional.of("ReLU");
            case "SIGMOID" -> Optional.of("Sigmoid");
            case "SIN" -> Optional.of("SIN");
            case "SOFTMAX" -> Optional.of("SoftMax");
            case "SSIGMOID" -> Optional.of("SteepenedSigmoid");
            case "STEP" -> Optional.of("Step");
            case "TANH" -> Optional.of("TANH");
            default -> Optional.empty();
          };
      return numbers < 0 ? named : named.map(it -> "Unknown");
    }

    boolean isReadable() {
      return isOpen() || units().isPresent() || function().isPresent();
    }
  }

  /** True where a factory made {@code object} that makes networks, or may have. */
  static boolean made(Obj object) {
    if (!(object.origin() instanceof Origin.Result it) || !it.method().equals("create")) {
      return false;
    }
    List<Value> given = it.arguments();
    return switch (it.receiver().type()) {
      case FACTORIES + "method.FeedforwardFactory" -> given.size() == 3;
      // What is told to be anything else is no network of layers.
      case FACTORIES + "MLMethodFactory" ->
          given.size() == 4 && kind(given.get(0)).filter(kind -> !isFeedForward(kind)).isEmpty();
      default -> false;
    };
  }

  private static Optional<String> kind(Value stated) {
    return stated instanceof Value.Constant it ? Optional.of(it.name()) : stated.text();
  }

  private static boolean isFeedForward(String kind) {
    return kind.equals("feedforward") || kind.equals("TYPE_FEEDFORWARD");
  }

  /** The layers; none where the factory throws. */
  static List<Layer> layers(Origin.Result made) throws Unreadable {
    List<Value> given = made.arguments();
    if (given.size() == 4 && kind(given.get(0)).isEmpty()) {
      throw new Unreadable("what MLMethodFactory makes is not known" + because(given.get(0)));
    }
    Value text = given.get(given.size() - 3);
    List<Part> parts =
        Part.of(
            text.text()
                .orElseThrow(() -> new Unreadable("its layers are not known" + because(text))));
    var layers = new ArrayList<Layer>();
    if (!isReadable(parts)) {
      return layers;
    }
    Value open = given.get(given.size() - 2);
    String function = "Linear";
    for (Part part : parts) {
      Optional<String> named = part.function();
      if (named.isPresent()) {
        function = named.get();
      } else {
        layers.add(
            new Layer(
                new Value.Constant("", "Activation" + function),
                part.biased(),
                part.units().orElse(open),
                new Value.Nothing(),
                Optional.empty(),
                made.place()));
        open = part.isOpen() ? given.get(given.size() - 1) : open;
      }
    }
    return layers;
  }

  private static String because(Value unknown) {
    return unknown.why().map(": "::concat).orElse("");
  }

  /** True where the factory can read all, finds no third question mark, and two layers. */
  private static boolean isReadable(List<Part> parts) {
    return parts.stream().allMatch(Part::isReadable)
        && parts.stream().filter(Part::isOpen).count() <= 2
        && parts.stream().filter(it -> it.function().isEmpty()).count() >= 2;
  }

  /** What the factory throws at. */
  static List<Refusal> refusals(Obj network) {
    return network.origin() instanceof Origin.Result it && made(network)
        ? it.arguments().get(it.arguments().size() - 3).text().stream()
            .filter(text -> !isReadable(Part.of(text)))
            .map(
                text ->
                    new Refusal(Refusal.Fault.ILL_WRITTEN, "\"" + text + "\"", it.place(), 0, 1))
            .toList()
        : List.of();
  }
}
