package modellint.samediff;

import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.definition.Finds;
import modellint.definition.Library;
import modellint.definition.Vocabulary;
import modellint.dl4j.Dl4j;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;

/** SameDiff: {@code SameDiff.create()} and what is called on it. */
public final class SameDiff implements Library {

  static final String GRAPH = "org.nd4j.autodiff.samediff.SameDiff";
  static final String VARIABLE = "org.nd4j.autodiff.samediff.SDVariable";

  private final Api api =
      Api.of(
          List.of(
              new SameDiffApi(
                  new Vocabulary(
                      Vocabulary.classes(
                          Map.of(
                              "org.nd4j.autodiff.samediff", "SameDiff SDVariable TrainingConfig",
                              "org.nd4j.linalg.api.buffer", "DataType",
                              "org.nd4j.linalg.factory", "Nd4j",
                              "org.nd4j.weightinit.impl",
                                  "ConstantInitScheme IdentityInitScheme LecunUniformInitScheme"
                                      + " OneInitScheme ReluInitScheme ReluUniformInitScheme"
                                      + " SigmoidUniformInitScheme UniformInitScheme"
                                      + " VarScalingNormalFanAvgInitScheme"
                                      + " VarScalingNormalFanInInitScheme"
                                      + " VarScalingNormalFanOutInitScheme"
                                      + " VarScalingNormalUniformFanInInitScheme"
                                      + " VarScalingNormalUniformFanOutInitScheme"
                                      + " VarScalingUniformFanAvgInitScheme"
                                      + " XavierFanInInitScheme XavierInitScheme"
                                      + " XavierUniformInitScheme ZeroInitScheme")),
                      Set.of())),
              new Dl4j().api()));

  @Override
  public List<String> imports() {
    return List.of("org.nd4j.autodiff.samediff");
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
          object.type().equals(GRAPH)
              && object.calls().stream().anyMatch(it -> it.method().equals("var"));
      if (built) {
        finds.add(
            object.origin().place(),
            () -> new OperationReader(object, evaluation.objects()).read());
      }
    }
    return finds.found();
  }
}
