package modellint.onnx;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file is that carries the name of a model but is none: told by its first bytes, so that the
 * message names the mistake and not the wire format's view of it.
 */
final class Format {

  /** As many bytes as {@link #of} wants to see, less only where the file is shorter. */
  static final int HEAD = 512;

  private static final Pattern HTML =
      Pattern.compile("\\s*<(!doctype|html|head|\\?xml)\\b.*", flags());

  /** The header is a JSON object; its length stands before it in eight bytes. */
  private static final int SAFETENSORS_HEADER = 8;

  private static final int TAR_MAGIC = 257;

  private record Magic(int offset, String bytes, String name) {}

  private static final List<Magic> MAGICS =
      List.of(
          new Magic(0, "version https://git-lfs", "a Git LFS pointer: run git lfs pull"),
          new Magic(0, "PK\3\4", "a ZIP archive (PyTorch .pt, Keras and DL4J files are such)"),
          new Magic(0, "PK\5\6", "an empty ZIP archive"),
          new Magic(0, "\37\213", "a gzip archive: unpack it first"),
          new Magic(0, "7z\274\257\47\34", "a 7z archive: unpack it first"),
          new Magic(0, "BZh", "a bzip2 archive: unpack it first"),
          new Magic(0, "\375" + "7zXZ", "an xz archive: unpack it first"),
          new Magic(0, "\50\265\57\375", "a Zstandard archive: unpack it first"),
          new Magic(TAR_MAGIC, "ustar", "a tar archive: unpack it first"),
          new Magic(0, "\211HDF\r\n", "an HDF5 file (Keras)"),
          new Magic(0, "GGUF", "a GGUF file"),
          new Magic(4, "TFL3", "a TensorFlow Lite model"),
          new Magic(4, "ORTM", "a model in ONNX Runtime's own format: convert it from the .onnx"),
          new Magic(0, "\211PNG", "a PNG image"),
          new Magic(0, "%PDF", "a PDF document"),
          new Magic(0, "\357\273\277", "preceded by a byte order mark: it was saved as text"));

  private Format() {}

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }

  /** What the file is, as the end of the sentence "it is …"; empty where it may be a model. */
  static Optional<String> of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (head.length == 0) {
      return Optional.of("empty");
    }
    for (Magic magic : MAGICS) {
      if (text.startsWith(magic.bytes(), magic.offset())) {
        return Optional.of(magic.name());
      }
    }
    if (head[0] == (byte) 0x80 && head.length > 1 && head[1] >= 2 && head[1] <= 5) {
      return Optional.of("a Python pickle (an old PyTorch file)");
    }
    if (head.length > SAFETENSORS_HEADER
        && head[SAFETENSORS_HEADER - 1] == 0
        && text.startsWith("{\"", SAFETENSORS_HEADER)) {
      return Optional.of("a safetensors file: weights without a graph");
    }
    return text(head, text);
  }

  private static Optional<String> text(byte[] head, String text) {
    if (HTML.matcher(text).matches()) {
      return Optional.of("a web page: did the download fail?");
    }
    if (!isText(head)) {
      return Optional.empty();
    }
    String start = text.strip();
    if (start.startsWith("{") || start.startsWith("[")) {
      return Optional.of("JSON text");
    }
    if (start.startsWith("ir_version:") || (start.startsWith("<") && text.contains("ir_version"))) {
      return Optional.of("a model written out as text: save it in binary form");
    }
    return Optional.of("plain text");
  }

  /** A serialised model always has a control byte among its first tags and lengths. */
  private static boolean isText(byte[] head) {
    for (byte it : head) {
      if ((it >= 0 && it < ' ' && it != '\n' && it != '\r' && it != '\t') || it == 0x7f) {
        return false;
      }
    }
    return Arrays.stream(new String(head, StandardCharsets.UTF_8).split("\ufffd", -1)).count() <= 2;
  }
}
