package modellint.verify.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.ModelProto;

/** A model loaded into ONNX Runtime, on one thread. */
public final class OrtModel implements AutoCloseable {

  /** The property that switches the runtime's own optimiser off. */
  public static final String PLAIN = "modellint.plain";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String what;

  private OrtModel(String what, OrtEnvironment environment, OrtSession session) {
    this.what = what;
    this.environment = environment;
    this.session = session;
  }

  /** {@code what} is how messages call the model. */
  static OrtModel load(String what, ModelProto model, OptLevel level) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(Boolean.getBoolean(PLAIN) ? OptLevel.NO_OPT : level);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // a block planned for a whole run would come on top of what the first run took bit by bit
      options.setMemoryPatternOptimization(false);
      options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return new OrtModel(
          what, environment, environment.createSession(model.toByteArray(), options));
    } catch (OrtException e) {
      throw failed(what + " cannot be loaded", e);
    }
  }

  static UnsupportedModelException failed(String what, OrtException failure) {
    return new UnsupportedModelException(
        what + " by ONNX Runtime: " + failure.getMessage(), failure);
  }

  /** Tensors for {@code blocks}; the caller closes them. */
  Map<String, OnnxTensor> tensors(Map<String, Block> blocks) {
    var tensors = new HashMap<String, OnnxTensor>();
    try {
      for (var entry : blocks.entrySet()) {
        tensors.put(entry.getKey(), entry.getValue().tensor(environment));
      }
      return tensors;
    } catch (OrtException e) {
      tensors.values().forEach(OnnxTensor::close);
      throw failed("inputs of " + what + " are refused", e);
    }
  }

  OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) {
    try {
      return session.run(inputs, outputs);
    } catch (OrtException e) {
      throw failed(what + " cannot be run", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failed(what + " cannot be closed", e);
    }
  }
}
