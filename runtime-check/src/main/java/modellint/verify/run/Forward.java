package modellint.verify.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.LinkedHashSet;
import java.util.Map;
import modellint.onnx.proto.ModelProto;

/** A model run forward alone. */
public final class Forward {

  private Forward() {}

  /** Throws where the model does not take {@code feeds}. */
  public static void check(ModelProto model, Map<String, Block> feeds) {
    try (OrtModel session = OrtModel.load("the model", model, OptLevel.BASIC_OPT)) {
      Map<String, OnnxTensor> inputs = session.tensors(feeds);
      var outputs = new LinkedHashSet<String>();
      model.getGraph().getOutputList().forEach(it -> outputs.add(it.getName()));
      try {
        session.run(inputs, outputs).close();
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
  }
}
