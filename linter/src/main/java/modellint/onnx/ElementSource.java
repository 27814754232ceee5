package modellint.onnx;

/** Numbers of a tensor in row-major order, pulled block by block. */
interface ElementSource {

  /** Fills {@code block} from its start; the number of elements given, 0 at the end. */
  int next(double[] block) throws ModelReadException;
}
