package modellint.verify.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.verify.tape.Call;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/**
 * Whether a model in half precision, which is run in single, stays within what half precision can
 * hold: better evidence than running it in half, which the runtime does in single anyway.
 *
 * @param values the values that are watched
 */
public record HalfRange(List<Tensor> values) {

  /** The metadata of a model that was lifted from half precision. */
  public static final StringStringEntryProto LIFTED =
      StringStringEntryProto.newBuilder().setKey("modellint.lifted").setValue("float16").build();

  private static final double LARGEST = 65504;
  private static final double SMALLEST = 6e-8;

  static Optional<HalfRange> of(ModelProto model, List<Call> calls) {
    List<Tensor> values =
        calls.stream()
            .flatMap(it -> it.outputs().stream())
            .filter(it -> it.isReal() && it.count() > 0)
            .toList();
    return model.getMetadataPropsList().contains(LIFTED) && !values.isEmpty()
        ? Optional.of(new HalfRange(values))
        : Optional.empty();
  }

  /** The largest magnitude of every value. */
  Tensor write() {
    return Tensor.concat(0, values.stream().map(HalfRange::largest).toList());
  }

  private static Tensor largest(Tensor value) {
    Tensor flat = value.reshape(value.count());
    return flat.abs().reduce("ReduceMax", Dims.of(0), true).cast(Type.FLOAT);
  }

  List<String> remarks(double[] largest, Map<String, Norm> gradients) {
    var remarks = new ArrayList<String>();
    for (int i = 0; i < largest.length; i++) {
      if (largest[i] > LARGEST) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s reaches %.3g, beyond 65504, the largest number of half precision",
                values.get(i).name(),
                largest[i]));
      }
    }
    gradients.forEach(
        (name, norm) -> {
          if (norm.largest() > 0 && norm.largest() < SMALLEST) {
            remarks.add(
                String.format(
                    Locale.ROOT,
                    "the gradient at %s is %.3g at most, below 6e-8, the smallest number of half"
                        + " precision",
                    name,
                    norm.largest()));
          }
        });
    return remarks;
  }
}
