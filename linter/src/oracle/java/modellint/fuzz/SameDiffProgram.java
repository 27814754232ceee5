package modellint.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A graph of SameDiff from its input, called {@code input}, to its loss, over {@code label}. */
final class SameDiffProgram {

  private static final int SIDE = 8;

  private final Source source;
  private final Dice dice;
  private final Body body = new Body(true);

  /** Variables of the current width, which a later one of it may be added to. */
  private final List<String> alike = new ArrayList<>();

  private String at = "input";
  private boolean helped;

  SameDiffProgram(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
  }

  void write() {
    body.line("SameDiff sd = SameDiff.create();");
    boolean image = dice.chance(0.35);
    int width = dice.of(4, 10, 24, 40);
    String shape = image ? number(2) + ", " + SIDE + ", " + SIDE : number(width);
    body.line("SDVariable input = sd.placeHolder(\"input\", DataType.FLOAT, -1, " + shape + ");");
    if (image) {
      width = images();
    }
    if (dice.chance(0.25)) {
      loop(width);
    } else {
      width = rows(width);
    }
    head(width);
    if (dice.chance(0.8)) {
      body.line("sd.setTrainingConfig(" + training() + ");");
    }
    body.line("return sd;");
    source.member("static SameDiff definition() {\n" + body.text() + "}");
  }

  private String number(int value) {
    return dice.chance(0.2) ? source.constant("int", "" + value) : "" + value;
  }

  private void then(String expression) {
    String name = source.fresh("x");
    body.line("SDVariable " + name + " = " + expression + ";");
    at = name;
  }

  private String variable(String stem, String scheme, String shape) {
    String name = source.fresh(stem);
    String drawn = scheme.isEmpty() ? "" : scheme + ", ";
    body.line(
        "SDVariable "
            + name
            + " = sd.var(\""
            + name
            + "\", "
            + drawn
            + "DataType.FLOAT, "
            + shape
            + ");");
    return name;
  }

  private String scheme(int in, int out) {
    return dice.of(
        "new XavierInitScheme('c', " + in + ", " + out + ")",
        "new XavierUniformInitScheme('c', " + in + ", " + out + ")",
        "new ReluInitScheme('c', " + in + ")",
        "new ReluUniformInitScheme('c', " + in + ")",
        "new LecunUniformInitScheme('c', " + in + ")",
        "new UniformInitScheme('c', " + in + ")",
        "new XavierFanInInitScheme('c', " + in + ")",
        "new VarScalingNormalFanInInitScheme('c', " + in + ")");
  }

  private String activation(String x) {
    return dice.of(
        "sd.nn().relu(" + x + ", 0)",
        "sd.nn().relu(" + x + ", 0.0)",
        "sd.nn().tanh(" + x + ")",
        "sd.math().tanh(" + x + ")",
        "sd.nn().sigmoid(" + x + ")",
        "sd.nn().elu(" + x + ")",
        "sd.nn().gelu(" + x + ")",
        "sd.nn().swish(" + x + ")",
        "sd.nn().selu(" + x + ")",
        "sd.nn().softplus(" + x + ")",
        "sd.nn().softsign(" + x + ")",
        "sd.nn().leakyRelu(" + x + ", 0.1)");
  }

  /** Convolutions and what lies between them; the number of values that are left of an image. */
  private int images() {
    int channels = 2;
    int side = SIDE;
    for (int i = dice.between(1, 3); i > 0; i--) {
      int next = dice.of(4, 6, 8);
      int kernel = dice.of(1, 3, 3);
      boolean same = side <= 4 || dice.chance(0.6);
      int fan = channels * kernel * kernel;
      String shape = kernel + ", " + kernel + ", " + channels + ", " + number(next);
      String w = variable("w", scheme(fan, next * kernel * kernel), shape);
      String b = dice.chance(0.6) ? ", " + variable("b", "", "" + next) : "";
      String config =
          "Conv2DConfig.builder().kH("
              + kernel
              + ").kW("
              + kernel
              + ").paddingMode(PaddingMode."
              + (same ? "SAME" : "VALID")
              + ").build()";
      then("sd.cnn().conv2d(" + at + ", " + w + b + ", " + config + ")");
      then(activation(at));
      channels = next;
      side = same ? side : side - kernel + 1;
      if (side >= 4 && side % 2 == 0 && dice.chance(0.4)) {
        String pool = dice.of("maxPooling2d", "avgPooling2d");
        then(
            "sd.cnn()."
                + pool
                + "("
                + at
                + ", Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).build())");
        side /= 2;
      }
    }
    if (dice.chance(0.3)) {
      then(at + ".mean(2, 3)");
      return channels;
    }
    int values = channels * side * side;
    then(
        dice.of(at + ".reshape(-1, " + values + ")", "sd.reshape(" + at + ", -1, " + values + ")"));
    return values;
  }

  private int rows(int from) {
    int width = from;
    for (int i = dice.between(1, 6); i > 0; i--) {
      int next = dice.chance(0.4) ? width : dice.of(8, 16, 32, 48);
      if (next != width) {
        alike.clear();
      }
      dense(width, next);
      width = next;
      if (dice.chance(0.8)) {
        then(activation(at));
      }
      if (dice.chance(0.2)) {
        normalise(width);
      }
      if (dice.chance(0.1)) {
        then(at + ".mul(" + dice.of("0.5", "2.0", "1.5") + ")");
      }
      if (!alike.isEmpty() && dice.chance(0.4)) {
        then(at + ".add(" + dice.of(alike) + ")");
      }
      alike.add(at);
    }
    return width;
  }

  private void dense(int in, int out) {
    if (dice.chance(0.25)) {
      helper();
      String name = source.fresh("d");
      then("dense(sd, " + at + ", \"" + name + "\", " + number(in) + ", " + number(out) + ")");
      return;
    }
    String w = variable("w", scheme(in, out), number(in) + ", " + number(out));
    if (dice.chance(0.3)) {
      then(dice.of(at + ".mmul(" + w + ")", "sd.mmul(" + at + ", " + w + ")"));
      return;
    }
    if (dice.chance(0.2)) {
      then(at + ".mmul(" + w + ").add(" + variable("row", "", "1, " + out) + ")");
      return;
    }
    String b = variable("b", "", "" + out);
    then(
        dice.of(
            at + ".mmul(" + w + ").add(" + b + ")",
            "sd.nn().linear(" + at + ", " + w + ", " + b + ")",
            "sd.nn().biasAdd(" + at + ".mmul(" + w + "), " + b + ", false)"));
  }

  private void helper() {
    if (helped) {
      return;
    }
    helped = true;
    source.member(
        """
        static SDVariable dense(SameDiff sd, SDVariable x, String name, int in, int out) {
          WeightInitScheme scheme = SCHEME;
          SDVariable w = sd.var(name + "_w", scheme, DataType.FLOAT, in, out);
          return x.mmul(w).add(sd.var(name + "_b", DataType.FLOAT, out));
        }\
        """
            .replace(
                "SCHEME",
                dice.of("new XavierInitScheme('c', in, out)", "new ReluInitScheme('c', in)")));
  }

  /** Layers of one width in a loop, each variable named by its number. */
  private void loop(int from) {
    dense(from, from);
    String x = at;
    body.open("for (int i = 0; i < " + dice.between(1, 5) + "; i++) ");
    String width = number(from);
    body.line(
        "SDVariable w = sd.var(\"loop\" + i, "
            + scheme(from, from)
            + ", DataType.FLOAT, "
            + width
            + ", "
            + width
            + ");");
    String next = activation(x + ".mmul(w)");
    body.line(x + " = " + (dice.chance(0.3) ? x + ".add(" + next + ")" : next) + ";");
    body.close("");
  }

  private void normalise(int width) {
    String gain = source.fresh("g");
    body.line(
        "SDVariable "
            + gain
            + " = sd.var(\""
            + gain
            + "\", Nd4j.ones(DataType.FLOAT, "
            + width
            + "));");
    String shift = variable("s", "", "" + width);
    then("sd.nn().layerNorm(" + at + ", " + gain + ", " + shift + ", false, 1)");
  }

  private void head(int width) {
    String kind =
        dice.of(
            "softmaxCrossEntropy", "sigmoidCrossEntropy", "meanSquaredError", "absoluteDifference");
    int outputs = kind.equals("softmaxCrossEntropy") ? dice.between(2, 10) : dice.of(1, 3, 8);
    body.line("SDVariable label = sd.placeHolder(\"label\", DataType.FLOAT, -1, " + outputs + ");");
    String w = variable("w", scheme(width, outputs), width + ", " + outputs);
    String b = variable("b", "", "" + outputs);
    then(at + ".mmul(" + w + ").add(\"out\", " + b + ")");
    String loss = "sd.loss()." + kind + "(\"loss\", label, " + at + ", null)";
    body.line(
        dice.of(
            loss + ".markAsLoss();",
            "SDVariable loss = " + loss + ";\n  sd.setLossVariables(loss);",
            "SDVariable loss = " + loss + ";\n  sd.setLossVariables(\"loss\");"));
  }

  private String training() {
    String updater =
        dice.of(
            "new Adam(1e-3)",
            "new Adam()",
            "new Sgd(0.1)",
            "new Nesterovs(0.05, 0.9)",
            "new Nesterovs(0.5)",
            "new RmsProp()",
            "new AdaGrad(0.02)",
            "new AdaMax(2e-3)",
            "new Nadam(1e-3)");
    String more = dice.of("", "", ".l2(1e-4)", ".l1(1e-5)", ".weightDecay(1e-3, true)");
    return "new TrainingConfig.Builder().updater("
        + updater
        + ")"
        + more
        + ".dataSetFeatureMapping(\"input\").dataSetLabelMapping(\"label\").build()";
  }
}
