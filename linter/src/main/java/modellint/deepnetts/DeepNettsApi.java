package modellint.deepnetts;

import java.util.Optional;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;

/** Deep Netts' classes; a network gives its trainer, whose setters give the trainer. */
record DeepNettsApi(Vocabulary words) implements Api {

  static final String TRAINER = "deepnetts.net.train.BackpropagationTrainer";

  @Override
  public boolean has(String type) {
    return words.has(type);
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    return words.result(receiver, call);
  }

  @Override
  public String resultType(String receiver, String method) {
    return method.equals("getTrainer") && words.has(receiver)
        ? TRAINER
        : words.resultType(receiver, method);
  }

  @Override
  public String staticResultType(String type, String method) {
    return words.staticResultType(type, method);
  }
}
