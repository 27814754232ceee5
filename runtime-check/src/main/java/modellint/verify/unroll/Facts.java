package modellint.verify.unroll;

import java.util.Optional;

/** What one run of a model has shown of its values, by name. */
public interface Facts {

  /** The elements of a small integer or boolean tensor. */
  Optional<long[]> integers(String name);

  Optional<long[]> shape(String name);

  /** The element type by its ONNX number; 0 where it is not known. */
  int type(String name);
}
