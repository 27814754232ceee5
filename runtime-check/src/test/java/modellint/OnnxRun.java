package modellint;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A model file in ONNX Runtime as any user of it would run it. */
record OnnxRun(List<float[]> outputs, List<long[]> shapes) {

  /** Sizes that are left open: one example, of some steps. */
  private static final long EXAMPLES = 1;

  private static final long STEPS = 8;

  /**
   * Loads {@code file} and runs it once on normal numbers, or on the first word of a dictionary.
   */
  static OnnxRun of(Path file) throws OrtException {
    return of(file, Map.of());
  }

  /**
   * @param inputs row by row, by name; what is not among them is drawn
   */
  static OnnxRun of(Path file, Map<String, float[]> inputs) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString())) {
      var given = new HashMap<String, OnnxTensor>();
      for (var it : session.getInputInfo().entrySet()) {
        var info = (TensorInfo) it.getValue().getInfo();
        given.put(
            it.getKey(), tensor(environment, info, Optional.ofNullable(inputs.get(it.getKey()))));
      }
      try (OrtSession.Result result = session.run(given)) {
        var outputs = new ArrayList<float[]>();
        var shapes = new ArrayList<long[]>();
        for (Map.Entry<String, OnnxValue> it : result) {
          var tensor = (OnnxTensor) it.getValue();
          shapes.add(tensor.getInfo().getShape());
          if (tensor.getInfo().type == OnnxJavaType.FLOAT) {
            var numbers = new float[tensor.getFloatBuffer().remaining()];
            tensor.getFloatBuffer().get(numbers);
            outputs.add(numbers);
          }
        }
        return new OnnxRun(outputs, shapes);
      } finally {
        given.values().forEach(OnnxTensor::close);
      }
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, TensorInfo info, Optional<float[]> given) throws OrtException {
    long[] shape = info.getShape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shape[i] >= 0 ? shape[i] : i == 0 ? EXAMPLES : STEPS;
    }
    int size = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    return switch (info.type) {
      case FLOAT ->
          OnnxTensor.createTensor(
              environment, FloatBuffer.wrap(given.orElseGet(() -> normal(size))), shape);
      case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.allocate(size), shape);
      case INT32 -> OnnxTensor.createTensor(environment, IntBuffer.allocate(size), shape);
      default -> throw new AssertionError("an input of " + info.type);
    };
  }

  private static float[] normal(int size) {
    var random = new Random(1);
    var numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** True where no output holds what is no number. */
  boolean isFinite() {
    return outputs.stream()
        .allMatch(it -> IntStream.range(0, it.length).allMatch(at -> Float.isFinite(it[at])));
  }
}
