package modellint.onnx;

/** A graph cannot be written as an ONNX file; the message is a sentence for people. */
public final class ModelWriteException extends Exception {

  private static final long serialVersionUID = 1L;

  ModelWriteException(String message) {
    super(message);
  }
}
