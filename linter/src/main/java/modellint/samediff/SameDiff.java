package modellint.samediff;

import java.util.List;
import java.util.Set;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.dl4j.Dl4j;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;

/** SameDiff: {@code SameDiff.create()} and what is called on it. */
public final class SameDiff implements Library {

  private final Api api = Api.of(List.of(new SameDiffApi(), new Dl4j().api()));

  @Override
  public List<String> imports() {
    return List.of("org.nd4j.autodiff.samediff");
  }

  @Override
  public List<String> groups() {
    return List.of("org.nd4j", "org.deeplearning4j");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return Set.of("create", "placeHolder");
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var finds = new Finds();
    for (Obj object : evaluation.objects()) {
      boolean built =
          object.type().equals(SameDiffApi.GRAPH)
              && object.calls().stream().anyMatch(it -> it.method().equals("var"));
      if (built) {
        finds.add(
            object.origin().place(),
            () -> new DefinitionReader(object, evaluation.objects(), version).read());
      }
    }
    return finds.found();
  }
}
