import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGDOptions;
import smile.deep.Loss;
import smile.deep.Model;
import smile.deep.activation.ActivationFunction;
import smile.deep.layer.Conv2dLayer;
import smile.deep.layer.Layer;
import smile.deep.layer.LinearLayer;
import smile.deep.layer.SequentialBlock;
import smile.deep.tensor.Tensor;

/** What {@code smile.deep} says of a model, its optimiser and its loss. */
class Torch {

  private Torch() {}

  static RecordUsers.Network network(List<?> made) throws Exception {
    var model = (Model) made.get(0);
    var functions = new ArrayList<String>();
    boolean known = walk((Layer) RecordUsers.field(model, "net"), functions);
    var layers = new ArrayList<RecordUsers.Layer>();
    long sum = 0;
    var named = model.asTorch().named_parameters(true);
    var names = named.keys();
    var tensors = named.values();
    for (long i = 0; i < named.size(); i++) {
      org.bytedeco.pytorch.Tensor tensor = tensors.get(i);
      long numbers = tensor.numel();
      sum += numbers;
      if (tensor.dim() < 2) {
        continue;
      }
      double[] weights =
          new Tensor(tensor).to(smile.deep.tensor.Device.CPU()).floatArray() instanceof float[] it
              ? doubles(it)
              : new double[0];
      String prefix = names.get(i).getString().replaceAll("weight$", "");
      for (long j = 0; j < named.size(); j++) {
        if (names.get(j).getString().equals(prefix + "bias")) {
          numbers += tensors.get(j).numel();
        }
      }
      String units = Long.toString(tensor.size(0));
      layers.add(
          new RecordUsers.Layer(
              tensor.dim() == 4 ? units + "xunknownxunknown" : units,
              known ? functions.get(layers.size()) : "?",
              numbers,
              weights));
    }
    long kept = 0;
    var buffers = model.asTorch().buffers(true);
    for (long i = 0; i < buffers.size(); i++) {
      // The number of batches that were seen is no parameter.
      kept += buffers.get(i).dim() == 0 ? 0 : buffers.get(i).numel();
    }
    return new RecordUsers.Network(layers, sum + kept, sum, training(made));
  }

  private static double[] doubles(float[] values) {
    double[] all = new double[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i];
    }
    return all;
  }

  /** False where a block of the user's own has functions that no list holds. */
  private static boolean walk(Layer layer, List<String> functions) throws Exception {
    if (layer instanceof SequentialBlock) {
      for (Object it : (List<?>) RecordUsers.field(layer, "layers")) {
        if (!walk((Layer) it, functions)) {
          return false;
        }
      }
      return true;
    }
    if (layer instanceof LinearLayer || layer instanceof Conv2dLayer) {
      functions.add("");
    } else if (layer instanceof ActivationFunction) {
      functions.set(functions.size() - 1, RecordUsers.word(layer.getClass().getSimpleName()));
    }
    return !layer.getClass().getName().contains("Users");
  }

  private static List<String> training(List<?> made) throws Exception {
    var optimizer = (org.bytedeco.pytorch.Optimizer) RecordUsers.field(made.get(1), "optimizer");
    String kind = optimizer.getClass().getSimpleName();
    Pointer options = optimizer.param_groups().get(0).options();
    double[] rateMomentumDecay =
        switch (kind) {
          case "SGD" -> {
            var it = new SGDOptions(options);
            yield new double[] {it.lr().get(), it.momentum().get(), it.weight_decay().get()};
          }
          case "Adam" -> {
            var it = new AdamOptions(options);
            yield new double[] {it.lr().get(), 0, it.weight_decay().get()};
          }
          case "AdamW" -> {
            var it = new AdamWOptions(options);
            yield new double[] {it.lr().get(), 0, it.weight_decay().get()};
          }
          default -> {
            var it = new RMSpropOptions(options);
            yield new double[] {it.lr().get(), it.momentum().get(), it.weight_decay().get()};
          }
        };
    boolean apart = kind.equals("AdamW");
    return List.of(
        kind.toLowerCase(Locale.ROOT),
        Float.toString((float) rateMomentumDecay[0]),
        kind.equals("SGD")
            ? Float.toString((float) rateMomentumDecay[1])
            : RecordUsers.some(rateMomentumDecay[1]),
        "",
        "",
        "",
        apart ? "" : RecordUsers.some(rateMomentumDecay[2]),
        apart ? RecordUsers.some(rateMomentumDecay[2]) : "",
        loss((Loss) made.get(2)));
  }

  /** By what it makes of two rows of two classes. */
  private static String loss(Loss loss) {
    Tensor logits = Tensor.of(new float[] {1, 3, 2, -1}, 2, 2);
    try {
      double classes = loss.apply(logits, Tensor.of(new long[] {1, 0}, 2)).floatValue();
      return Math.abs(classes - 0.0877) < 1e-3
          ? "softmax-cross-entropy"
          : Math.abs(classes + 2.5) < 1e-3 ? "softmax-cross-entropy" : other(loss, logits);
    } catch (RuntimeException e) {
      return other(loss, logits);
    }
  }

  private static String other(Loss loss, Tensor logits) {
    double error = loss.apply(logits, Tensor.of(new float[] {0, 0, 0, 0}, 2, 2)).floatValue();
    return Math.abs(error - 15 / 4.0) < 1e-3 ? "mse" : "mae";
  }
}
