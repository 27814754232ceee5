package modellint.onnx;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.graph.Loss;
import modellint.graph.Training;

/** What is known of a model's training as the metadata that {@link TrainingFacts} reads again. */
final class TrainingWords {

  private TrainingWords() {}

  static Map<String, String> of(Training training) {
    var words = new TreeMap<String, String>();
    put(words, "optimizer", training.optimizer());
    put(words, "learning_rate", training.learningRate());
    put(words, "momentum", training.momentum());
    put(words, "schedule", training.schedule());
    put(words, "clipping", training.clipping().map(it -> it.kind() + " " + it.threshold()));
    put(words, "loss", training.loss().map(Loss::word));
    put(words, "batch_size", training.batchSize());
    return words;
  }

  private static void put(Map<String, String> words, String key, Optional<?> value) {
    value.ifPresent(it -> words.put("modellint." + key, it.toString()));
  }
}
