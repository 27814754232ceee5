package modellint.rules.library;

import modellint.graph.Refusal;

/** What the smaller libraries say of layers that they will not put together. */
final class StructureObjection {

  private StructureObjection() {}

  /** The subject is the library of a fault of the whole network, else the layer. */
  static Objection of(Refusal it) {
    String name = it.subject();
    return switch (it.fault()) {
      case FEW_LAYERS ->
          new Objection(
              name + " refuses a network without a hidden layer",
              "layers, those of inputs and outputs among them",
              "put a hidden layer between the inputs and the outputs");
      case NO_INPUT_LAYER ->
          new Objection(
              name + " refuses a network that does not begin with a layer of inputs",
              "layers of inputs in front",
              switch (name) {
                case "Smile" -> "begin with Layer.input(..)";
                case "Neuroph" -> "state the inputs first, images by withInputLayer(..)";
                default -> "begin with addInputLayer(..)";
              });
      case NO_OUTPUT_LAYER ->
          new Objection(
              name + " refuses a network that does not end with a layer of outputs",
              "layers of outputs at the end",
              name.equals("Smile")
                  ? "end with Layer.mle(..) or Layer.mse(..)"
                  : "end with addOutputLayer(..)");
      case EMPTY_LAYER ->
          new Objection(
              "the library refuses a layer without units: " + name,
              "units",
              "state one unit or more");
      case MISPLACED_LAYER ->
          new Objection(
              "the library refuses " + name + " after a layer of another kind",
              "layers in front that it may follow",
              "put inputs first, then convolutions and pooling, then fully connected layers");
      case UNKNOWN_FUNCTION ->
          new Objection(
              "Smile refuses the activation " + name + " in a text of layers",
              "functions of this name",
              "write ReLU, Sigmoid, Tanh, Leaky or Linear");
      case ILL_WRITTEN ->
          new Objection(
              "the library refuses the text " + name + ", which it cannot read",
              "readings of the text",
              name.contains("->")
                  ? "write layers like ?:B->TANH->7:B->?, biases in capitals"
                  : "write layers like ReLU(100, 0.5)|Tanh(20), rates like linear(0.1, 1000,"
                      + " 0.01)");
      case UNSQUARE_KERNEL ->
          new Objection(
              "Neuroph throws in build(): it indexes the kernel of " + name + " as a square",
              "height of the kernel",
              "give the kernel equal sides");
      case SMALL_CONTEXT ->
          new Objection(
              "Neuroph throws in the constructor: the context has too few units",
              "context units",
              "state one context unit for each hidden unit and one for the bias");
      case UNFINISHED_STRUCTURE ->
          new Objection(
              "Encog throws: the network is used before its structure is finalized",
              "calls of finalizeStructure() in front",
              "call getStructure().finalizeStructure() after the last addLayer(..)");
      default -> throw new AssertionError(it.fault());
    };
  }
}
