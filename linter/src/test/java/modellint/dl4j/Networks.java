package modellint.dl4j;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Place;
import modellint.graph.Refusal;

/** Definitions of a few statements, with the library's imports around them. */
record Networks(List<Network> all, Map<Place.Line, String> refused) {

  static final String LATEST = "1.0.0-M2.1";

  static final String IMPORTS =
      """
      import org.deeplearning4j.nn.conf.*;
      import org.deeplearning4j.nn.conf.layers.*;
      import org.deeplearning4j.nn.conf.layers.recurrent.*;
      import org.deeplearning4j.nn.conf.layers.misc.*;
      import org.deeplearning4j.nn.conf.layers.util.*;
      import org.deeplearning4j.nn.conf.layers.convolutional.*;
      import org.deeplearning4j.nn.conf.layers.objdetect.*;
      import org.deeplearning4j.nn.conf.layers.variational.*;
      import org.deeplearning4j.nn.conf.constraint.*;
      import org.deeplearning4j.nn.conf.distribution.*;
      import org.deeplearning4j.nn.conf.dropout.*;
      import org.deeplearning4j.nn.conf.weightnoise.*;
      import org.deeplearning4j.nn.conf.graph.*;
      import org.deeplearning4j.nn.conf.graph.rnn.*;
      import org.deeplearning4j.nn.conf.inputs.InputType;
      import org.deeplearning4j.nn.graph.ComputationGraph;
      import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
      import org.deeplearning4j.nn.transferlearning.*;
      import org.deeplearning4j.nn.api.OptimizationAlgorithm;
      import org.deeplearning4j.nn.weights.*;
      import org.nd4j.linalg.activations.Activation;
      import org.nd4j.linalg.activations.impl.*;
      import org.nd4j.linalg.api.buffer.DataType;
      import org.nd4j.linalg.factory.Nd4j;
      import org.nd4j.linalg.lossfunctions.impl.*;
      import org.nd4j.linalg.learning.config.*;
      import org.nd4j.linalg.schedule.*;
      import org.deeplearning4j.nn.conf.preprocessor.*;
      import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
      import org.deeplearning4j.zoo.model.VGG16;
      """;

  static Networks of(String body, String version) {
    return parse(IMPORTS + "class A { void define(int given) {\n" + body + "\n}}", version);
  }

  /** The definitions of a whole file. */
  static Networks parse(String text) {
    return parse(text, LATEST);
  }

  private static Networks parse(String text, String version) {
    try {
      SourceFile file = SourceReader.parse("A.java", text);
      var sources = new Sources(List.of(file), name -> Optional.empty());
      var refused = new LinkedHashMap<Place.Line, String>();
      return new Networks(
          Dl4j.networks(
              new Evaluator(sources, new Dl4jApi()).run(file, Dl4jApi.marks()), version, refused),
          refused);
    } catch (SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  Network only() {
    assertEquals(1, all.size(), refused::toString);
    return all.get(0);
  }

  /** The faults of the last network, with their subjects: {@code NO_INPUT_SIZE layer1}. */
  List<String> faults() {
    return refusals(all.get(all.size() - 1)).map(Networks::text).toList();
  }

  /** The networks whose definition begins in {@code line}, in the order in which they are made. */
  List<Network> at(int line) {
    return all.stream().filter(it -> it.definition().site().line() == line).toList();
  }

  /** The faults of {@code network} in one line. */
  static String faults(Network network) {
    return refusals(network).map(Networks::text).collect(joining(", "));
  }

  private static Stream<Refusal> refusals(Network network) {
    return network.definition().graph().training().details().refusals().stream();
  }

  private static String text(Refusal it) {
    return (it.fault() + " " + it.subject()).strip();
  }
}
