package modellint.smile;

import java.util.Optional;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;

/** Smile's classes; the static factories of layers give what their names say. */
record SmileApi(Vocabulary words) implements Api {

  @Override
  public boolean has(String type) {
    return words.has(type);
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    return words.result(receiver, call).filter(it -> call.method().equals("add"));
  }

  @Override
  public String staticResultType(String type, String method) {
    return switch (type) {
      case "smile.classification.MLP", "smile.regression.MLP" -> method.equals("fit") ? type : "";
      case "smile.deep.layer.Layer",
          "smile.base.mlp.Layer",
          "smile.base.mlp.ActivationFunction",
          "smile.model.mlp.Layer",
          "smile.model.mlp.ActivationFunction" ->
          type;
      case "smile.deep.layer.LayerBlock" ->
          method.equals("sequential") ? Smile.DEEP + "SequentialBlock" : "";
      case "smile.deep.Optimizer" -> type;
      case "smile.deep.Loss" -> type;
      default -> "";
    };
  }
}
