package modellint.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.GraphSketch;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Weights;

/**
 * Layers and vertices that a program defines itself, as subclasses of the library's SameDiff
 * layers. Their own methods say what they hold and compute; another front end reads those.
 */
public interface OwnLayers {

  /**
   * A parameter of such a layer.
   *
   * @param key its name in the library's table of parameters
   * @param sizes the sizes that it is declared with
   * @param scheme the initialiser that it is drawn with; empty where {@code weights} says all
   * @param fans the fan-in and fan-out that the program hands the initialiser
   * @param weights what it starts from without a scheme
   */
  record Parameter(
      Value key, List<Value> sizes, Optional<Value> scheme, List<Value> fans, Weights weights) {
    public Parameter {
      sizes = List.copyOf(sizes);
      fans = List.copyOf(fans);
    }

    /** The key as the parameter's own name, that of a constant where the library has it. */
    String word() {
      String word = key instanceof Value.Constant it ? it.name() : key.text().orElse("parameter");
      return switch (word) {
        case "WEIGHT_KEY" -> "W";
        case "BIAS_KEY" -> "b";
        default -> word;
      };
    }
  }

  /** Where none can be read. */
  OwnLayers NONE =
      new OwnLayers() {
        @Override
        public boolean has(Obj layer) {
          return false;
        }

        @Override
        public List<Parameter> parameters(Obj layer) throws Unreadable {
          throw new Unreadable("it is not read");
        }

        @Override
        public void infer(Obj layer, Obj inputType, boolean override) {
          // Nothing is known of it.
        }

        @Override
        public String draw(
            Obj layer, GraphSketch sketch, List<String> inputs, Map<Value, String> parameters)
            throws Unreadable {
          throw new Unreadable("it is not read");
        }

        @Override
        public Optional<Value> outputType(Obj layer, Obj inputType) {
          return Optional.empty();
        }
      };

  /** True where {@code layer} is of a class whose methods can be read. */
  boolean has(Obj layer);

  /** What the layer declares, and how it starts. */
  List<Parameter> parameters(Obj layer) throws Unreadable;

  /** Tells the layer what flows in, as the library does where it infers sizes. */
  void infer(Obj layer, Obj inputType, boolean override);

  /**
   * Draws what the layer computes and answers the name of the result.
   *
   * @param parameters the names of what has been drawn for each key
   */
  String draw(Obj layer, GraphSketch sketch, List<String> inputs, Map<Value, String> parameters)
      throws Unreadable;

  /** The input type of the next layer; empty where no class of the program says any. */
  Optional<Value> outputType(Obj layer, Obj inputType);
}
