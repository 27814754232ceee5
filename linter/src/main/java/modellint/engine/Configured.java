package modellint.engine;

import java.util.HashMap;
import modellint.config.Config;
import modellint.graph.Graph;
import modellint.rule.Advice;
import modellint.rule.Subject;

/** Puts what a configuration knows of a model into it, and asks for its analyses. */
final class Configured {

  private Configured() {}

  static Subject subject(Model model, Config config) {
    Graph known = known(model, config);
    return new Subject(known, config.settings(), config.assumptions(known.training()));
  }

  private static Graph known(Model model, Config config) {
    Graph graph = model.graph();
    var metadata = new HashMap<>(graph.metadata());
    metadata.putIfAbsent(Advice.LIBRARY, model.kind());
    config
        .inputRanges()
        .forEach(
            (input, range) ->
                metadata.put("modellint.input_range." + input, range.low() + "," + range.high()));
    return graph.with(Config.known(graph.training(), config.training()), metadata);
  }
}
