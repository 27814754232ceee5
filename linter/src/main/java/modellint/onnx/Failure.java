package modellint.onnx;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** The cause of a failed file access in words, without the absolute paths of the platform's own. */
final class Failure {

  private Failure() {}

  static String of(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure.getClass().getSimpleName();
  }
}
