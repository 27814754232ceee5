package modellint.dl4j;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings read for one layer, in the words that the library's own are told in. */
final class ReadSettings {

  private ReadSettings() {}

  static Map<String, String> of(LayerSettings it) {
    var settings = new TreeMap<String, String>();
    settings.put("activation", Functions.word(it.activation()));
    Updater updater = it.updater().orElseThrow();
    settings.put("updater", updater.type().toLowerCase(Locale.ROOT));
    settings.put("rate", text(updater.learningRate()));
    settings.put("momentum", text(updater.number("momentum")));
    settings.put("clipping", it.gradientNormalization());
    settings.put("threshold", text(it.threshold()));
    settings.put("l1", text(it.penalty().l1()));
    settings.put("l2", text(it.penalty().l2()));
    settings.put("retain", text(it.retain()));
    return settings;
  }

  private static String text(Optional<Double> number) {
    return number.map(it -> Double.toString(it)).orElse("");
  }
}
