package modellint.eval;

import java.util.List;
import java.util.Optional;
import modellint.graph.Place;

/** Several libraries side by side; the first that has an answer gives it. */
record ApiUnion(List<Api> all) implements Api {

  ApiUnion {
    all = List.copyOf(all);
  }

  @Override
  public boolean has(String type) {
    return all.stream().anyMatch(api -> api.has(type));
  }

  @Override
  public boolean answersFor(String type) {
    return all.stream().anyMatch(api -> api.answersFor(type));
  }

  @Override
  public Optional<Value> constant(String type, String name) {
    return all.stream().flatMap(api -> api.constant(type, name).stream()).findFirst();
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    return all.stream().flatMap(api -> api.result(receiver, call).stream()).findFirst();
  }

  @Override
  public Optional<Value> made(String type, List<Value> arguments) {
    return all.stream().flatMap(api -> api.made(type, arguments).stream()).findFirst();
  }

  @Override
  public Optional<Value> onList(Value.Elements list, String method, List<Value> arguments) {
    return all.stream().flatMap(api -> api.onList(list, method, arguments).stream()).findFirst();
  }

  @Override
  public Optional<Value> onConstant(
      Value.Constant constant, String method, List<Value> arguments, Place.Line place) {
    return all.stream()
        .flatMap(api -> api.onConstant(constant, method, arguments, place).stream())
        .findFirst();
  }

  @Override
  public Optional<Value> field(Obj self, String name) {
    return all.stream().flatMap(api -> api.field(self, name).stream()).findFirst();
  }

  @Override
  public String resultType(String receiver, String method) {
    return all.stream()
        .map(api -> api.resultType(receiver, method))
        .filter(type -> !type.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public Optional<Value> staticResult(String type, String method, List<Value> arguments) {
    return all.stream()
        .flatMap(api -> api.staticResult(type, method, arguments).stream())
        .findFirst();
  }

  @Override
  public String staticResultType(String type, String method) {
    return all.stream()
        .map(api -> api.staticResultType(type, method))
        .filter(result -> !result.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public Optional<Boolean> isA(String type, String other) {
    return all.stream().flatMap(api -> api.isA(type, other).stream()).findFirst();
  }
}
