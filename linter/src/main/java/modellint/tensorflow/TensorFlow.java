package modellint.tensorflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;

/** TensorFlow Java: {@code Ops.create(..)} and the operations made with it. */
public final class TensorFlow implements Library {

  private final Api api = new TensorFlowApi();

  @Override
  public List<String> imports() {
    return List.of("org.tensorflow.");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Set.of("variable", "minimize");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var roots = new LinkedHashMap<Obj, Boolean>();
    for (Obj object : evaluation.objects()) {
      if (Operation.of(object).filter(it -> it.is("variable")).isPresent()) {
        roots.put(Operation.root(object), true);
      }
    }
    var finds = new Finds();
    for (Obj root : roots.keySet()) {
      var reader = new DefinitionReader(root, evaluation.objects());
      if (reader.isNetwork()) {
        finds.add(root.origin().place(), reader::read);
      }
    }
    return finds.found();
  }
}
