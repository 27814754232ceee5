package modellint.tribuo;

import java.util.Optional;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** Tribuo's classes; the graph that a tuple holds in a field is the tuple itself. */
record TribuoApi(Vocabulary words) implements Api {

  @Override
  public boolean has(String type) {
    return words.has(type);
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    return words.result(receiver, call);
  }

  @Override
  public Optional<Value> field(Obj self, String name) {
    boolean graph =
        self.origin() instanceof Origin.Static made
            && made.type().startsWith(Tribuo.TENSORFLOW)
            && name.equals("graphDef");
    return graph ? Optional.of(self) : Optional.empty();
  }

  @Override
  public String resultType(String receiver, String method) {
    return words.resultType(receiver, method);
  }

  @Override
  public String staticResultType(String type, String method) {
    return words.staticResultType(type, method);
  }
}
