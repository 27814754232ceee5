package modellint.rules.library;

/**
 * What SameDiff can build and differentiate in place of an operation that it cannot. Each was
 * trained for a step in 1.0.0-M2.1.
 */
final class Substitute {

  private Substitute() {}

  static String of(String operation) {
    return switch (operation) {
      case "dropout", "dropoutInverted" ->
          "multiply by sd.random().bernoulli(keep, DataType.FLOAT, shape).div(keep)";
      case "lstmCell", "lstmblock" -> "use sd.rnn().lstmLayer over the whole sequence";
      case "gruCell", "sru", "sruCell" -> "use sd.rnn().gru over the whole sequence";
      case "batchNorm" ->
          "write it out: x.sub(m[0]).div(sd.math().sqrt(m[1].add(1e-5))).mul(gamma).add(beta) with"
              + " m = sd.math().moments(x, axes, true)";
      case "gather", "gatherNd", "embeddingLookup" ->
          "multiply one-hot rows by the table: sd.oneHot(ids, rows).mmul(table)";
      case "logSoftmax" -> "leave the dimension out, which is then the last one";
      case "tensorMmul" -> "permute and reshape, and use mmul";
      case "upsampling2d" -> "write sd.cnn().upsampling2d(x, scaleH, scaleW, true)";
      case "imageResize", "resizeBiLinear" -> "use sd.cnn().upsampling2d(x, scaleH, scaleW, true)";
      case "where" -> "multiply by the mask and by one less the mask, and add";
      case "normalizeMoments" -> "use sd.math().moments";
      case "clipByAvgNorm" -> "use sd.math().clipByNorm";
      case "prelu" -> "state the axes that share a slope: sd.nn().prelu(images, alpha, 2, 3)";
      default -> "compute it by operations that have a derivative";
    };
  }

  /** What to hand to an operation that the library's documentation lets stand without it. */
  static String ofOperands(String operation) {
    return switch (operation) {
      case "linear" -> "write x.mmul(weights), or give a bias";
      case "reluLayer" -> "write sd.nn().relu(x.mmul(weights), 0), or give a bias";
      case "lstmCell" -> "give the bias and all three peephole weights, or use sd.rnn().lstmLayer";
      case "gruCell" -> "give both biases, or use sd.rnn().gru over the whole sequence";
      default -> "give every operand";
    };
  }
}
