package modellint.verify.tape;

/** Element types by their ONNX numbers, those that gradients meet. */
public final class Type {

  /** A sequence or the like: gradients would pass, but no rule here carries them. */
  public static final int OPAQUE = 0;

  public static final int FLOAT = 1;
  public static final int INT32 = 6;
  public static final int INT64 = 7;
  public static final int STRING = 8;
  public static final int BOOL = 9;
  public static final int FLOAT16 = 10;
  public static final int DOUBLE = 11;
  public static final int BFLOAT16 = 16;

  private Type() {}

  /**
   * True for types that a gradient can be taken in here: others are lifted to them, or constant.
   */
  public static boolean isReal(int type) {
    return type == FLOAT || type == DOUBLE;
  }
}
