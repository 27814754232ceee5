package modellint.onnx;

/**
 * A file that could not be read as a model, and why, in one sentence for people. It is the only
 * exception that leaves {@link OnnxReader}, whatever the bytes. Names quoted in the message come
 * from the file as they stand there: whoever prints them escapes them.
 */
public final class ModelReadException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What stood in the way. */
  public enum Kind {
    /** Damaged, cut off, not a model at all, or not accessible. */
    UNREADABLE,
    /** Sound as far as it was read, but beyond what is supported or allowed. */
    UNSUPPORTED
  }

  private final Kind kind;

  private ModelReadException(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The sentence that says why. */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  static ModelReadException unreadable(String sentence) {
    return new ModelReadException(Kind.UNREADABLE, sentence);
  }

  static ModelReadException unsupported(String sentence) {
    return new ModelReadException(Kind.UNSUPPORTED, sentence);
  }
}
