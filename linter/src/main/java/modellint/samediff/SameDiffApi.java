package modellint.samediff;

import java.util.Optional;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;

/** What calls on graphs, their name spaces and their variables give. */
record SameDiffApi(Vocabulary words) implements Api {

  static final String SPACE = "org.nd4j.autodiff.samediff.ops.SDOps";

  @Override
  public boolean has(String type) {
    return words.has(type);
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    boolean named =
        receiver.type().equals(SameDiff.VARIABLE)
            && call.method().matches("rename|markAsLoss|setVariableType");
    return named ? Optional.of(receiver) : words.result(receiver, call);
  }

  @Override
  public String resultType(String receiver, String method) {
    return switch (receiver) {
      case SameDiff.GRAPH ->
          switch (method) {
            case "nn", "math", "cnn", "rnn", "loss", "random" -> SPACE;
            case "placeHolder", "var", "constant", "one", "zero", "mmul" -> SameDiff.VARIABLE;
            default -> "";
          };
      case SPACE, SameDiff.VARIABLE -> SameDiff.VARIABLE;
      default -> words.resultType(receiver, method);
    };
  }

  @Override
  public String staticResultType(String type, String method) {
    return type.equals(SameDiff.GRAPH) && method.equals("create")
        ? SameDiff.GRAPH
        : words.staticResultType(type, method);
  }
}
