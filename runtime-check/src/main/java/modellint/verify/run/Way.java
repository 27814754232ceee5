package modellint.verify.run;

import java.util.Map;
import modellint.onnx.proto.ModelProto;
import modellint.verify.unroll.Unrolled;

/**
 * The way through the branches and loops of a model that some inputs took, and that was written
 * out. Inputs that take another would be run through a model that is not theirs.
 */
record Way(ModelProto whole, ModelProto written) {

  /** Throws where {@code feeds} take another way. */
  void check(Map<String, Block> feeds) {
    if (!Unrolled.of(whole, it -> Observation.of(it, feeds)).model().equals(written)) {
      throw new UnsupportedModelException(
          "other inputs take another way through its branches and loops");
    }
  }
}
