package modellint.djl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.eval.Api;
import modellint.eval.Evaluator;
import modellint.eval.Obj;
import modellint.graph.Place;

/** The Deep Java Library: blocks, and what their trainer is told. */
public final class Djl implements Library {

  private final Api api = new DjlApi();

  @Override
  public List<String> imports() {
    return List.of("ai.djl.");
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Set<String> marks() {
    return DjlApi.marks();
  }

  @Override
  public Found definitions(Evaluator.Result evaluation, String version) {
    var best = new LinkedHashMap<Place.Line, Definition>();
    var whole = new LinkedHashMap<Place.Line, Boolean>();
    var refused = new LinkedHashMap<Place.Line, String>();
    var setups = new Setups(evaluation.objects());
    for (Obj root : Roots.of(evaluation.objects())) {
      Place.Line site = Roots.site(root);
      try {
        BlockReader.Drawn drawn = BlockReader.read(root, site, setups.of(root));
        Definition read = drawn.definition();
        boolean says =
            !read.graph().parameters().isEmpty()
                || !read.graph().training().details().refusals().isEmpty();
        if (says) {
          Definition better = best.merge(site, read, Definition::or);
          if (better == read) {
            whole.put(site, drawn.whole());
          }
        }
      } catch (Undetermined e) {
        refused.put(site, e.reason(site));
      } catch (ArithmeticException e) {
        refused.put(site, "a size leaves 64 bits");
      }
    }
    best.keySet().forEach(refused::remove);
    Set<Place.Line> unfinished =
        whole.entrySet().stream()
            .filter(it -> !it.getValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return new Found(List.copyOf(best.values()), refused, unfinished);
  }
}
