package modellint.config;

import java.util.Map;
import modellint.analysis.signal.Assumptions;

/**
 * The choices that apply to one model.
 *
 * @param settings thresholds that differ from their default, by setting name
 * @param assumptions what predictions take for granted where the file does not say
 */
public record Config(Map<String, Double> settings, Assumptions assumptions) {

  public static final Config DEFAULT = new Config(Map.of(), Assumptions.DEFAULT);

  public Config {
    settings = Map.copyOf(settings);
  }
}
