package modellint.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One definition that the library throws out, or takes though it looks as if it would not: {@code
 * build: list <<DenseLayer.Builder().nIn(4)>> $OUT => NO_OUTPUT_SIZE layer0}.
 *
 * @param stage when 1.0.0-M2.1 throws: build, init, run (a first batch) or train; {@code ok} if not
 * @param feed the macro that says what a first batch is, where it is not the definition's own
 * @param source the definition as an expression
 * @param faults what is said of it, in the order in which it is found
 */
record RefusedDefinition(String stage, String feed, String text, String source, String faults) {

  private static final String BEGIN = "new NeuralNetConfiguration.Builder()";
  private static final String HEAD = ".layer(new %s.Builder(LossFunction.MCXENT).nOut(2).build())";

  private static final Map<String, String> MACROS =
      new TreeMap<>(
          Map.of(
              "$OUT", HEAD.formatted("OutputLayer"),
              "$RNN", HEAD.formatted("RnnOutputLayer"),
              "$IMAGE", ".setInputType(InputType.convolutional(8, 8, 2))",
              "$STEPS", ".setInputType(InputType.recurrent(4, 6))",
              "$ROWS", ".setInputType(InputType.feedForward(4))",
              "$VOLUME", ".setInputType(InputType.convolutional3D(6, 6, 6, 2))",
              "$FLAT", ".setInputType(InputType.convolutionalFlat(8, 8, 2))",
              "net($NET4)",
                  "new MultiLayerNetwork("
                      + BEGIN
                      + ".list()"
                      + ".layer(new DenseLayer.Builder().nIn(4).nOut(5).build())"
                      + ".layer(new DenseLayer.Builder().nIn(5).nOut(6).build())"
                      + ".layer(new OutputLayer.Builder(LossFunction.MCXENT)"
                      + ".nIn(6).nOut(2).build()).build())",
              "graph($GRAPH4)",
                  "new ComputationGraph("
                      + BEGIN
                      + ".graphBuilder().addInputs(\"in\")"
                      + ".addLayer(\"a\", new DenseLayer.Builder().nIn(4).nOut(5).build(), \"in\")"
                      + ".addVertex(\"v\", new ScaleVertex(2), \"a\")"
                      + ".addLayer(\"out\", new OutputLayer.Builder(LossFunction.MCXENT)"
                      + ".nIn(5).nOut(2).build(), \"v\").setOutputs(\"out\").build())"));

  /** The files of definitions, by what they are about. */
  static List<String> files() {
    return List.of(
        "numbers",
        "layers",
        "graphs",
        "settings",
        "inputs",
        "orders",
        "transfers",
        "losses",
        "draws",
        "fits",
        "failures");
  }

  static List<RefusedDefinition> read(String file) throws IOException {
    try (InputStream in = RefusedDefinition.class.getResourceAsStream("refused/" + file + ".txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(it -> !it.isBlank()).map(RefusedDefinition::of).toList();
    }
  }

  /** A class that makes the definitions one by one, each in a line of its own. */
  static String program(String name, List<RefusedDefinition> all) {
    var text = new StringBuilder(Networks.IMPORTS.replaceAll("\\n", " "));
    text.append("class ").append(name).append(" {\n");
    for (int i = 0; i < all.size(); i++) {
      text.append("static Object define").append(i).append("() { return ");
      text.append(all.get(i).source()).append("; }\n");
    }
    return text.append("}\n").toString();
  }

  private static RefusedDefinition of(String line) {
    int begin = line.indexOf(": ");
    int end = line.lastIndexOf(" =>");
    String[] head = line.substring(0, begin).split(" of ");
    String text = line.substring(begin + 2, end);
    String faults = line.substring(end + 3).strip();
    return new RefusedDefinition(
        head[0], head.length > 1 ? head[1] : "", text, source(text), faults);
  }

  private static String source(String text) {
    String expanded = text;
    for (var macro : MACROS.entrySet()) {
      expanded = expanded.replace(macro.getKey(), macro.getValue());
    }
    expanded = expanded.replaceAll("<<(.*?)>>", ".layer(new $1.build())");
    String rest = expanded.substring(expanded.indexOf(' ') + 1);
    String[] parts = rest.split(" ;; ");
    return switch (expanded.substring(0, expanded.indexOf(' '))) {
      case "list" -> BEGIN + ".list()" + rest + ".build()";
      case "glist" -> BEGIN + parts[0] + ".list()" + parts[1] + ".build()";
      case "graph" -> BEGIN + ".graphBuilder()" + rest + ".build()";
      default -> rest;
    };
  }
}
