package modellint.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The text of a source file. A byte order mark says its encoding; without one it is UTF-8, or
 * UTF-16 where every other byte is zero. In any encoding besides, what is not ASCII stands in
 * comments and texts alone and matters to no model.
 */
final class SourceText {

  private static final int LOOKED_AT = 64;

  private SourceText() {}

  static String of(Path file) throws IOException {
    return UnicodeEscapes.replaced(decoded(Files.readAllBytes(file)));
  }

  static String decoded(byte[] bytes) {
    int first = bytes.length > 1 ? (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff) : 0;
    if (first == 0xfeff) {
      return text(bytes, 2, StandardCharsets.UTF_16BE);
    }
    if (first == 0xfffe) {
      return text(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (first == 0xefbb && bytes.length > 2 && bytes[2] == (byte) 0xbf) {
      return text(bytes, 3, StandardCharsets.UTF_8);
    }
    if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0) && isPaired(bytes)) {
      return text(bytes, 0, bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }
    return text(bytes, 0, StandardCharsets.UTF_8);
  }

  /** True where each of the first pairs has one byte that is zero, and always the same one. */
  private static boolean isPaired(byte[] bytes) {
    for (int i = 0; i + 1 < Math.min(bytes.length, LOOKED_AT); i += 2) {
      if ((bytes[i] == 0) != (bytes[0] == 0) || (bytes[i + 1] == 0) == (bytes[0] == 0)) {
        return false;
      }
    }
    return true;
  }

  /** Every word in {@code text} that begins as the names of types do. */
  static Set<String> typeNames(String text) {
    var names = new HashSet<String>();
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isJavaIdentifierStart(text.charAt(i))) {
        continue;
      }
      int start = i;
      while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
        i++;
      }
      if (Character.isUpperCase(text.charAt(start))) {
        names.add(text.substring(start, i));
      }
    }
    return names;
  }

  private static String text(byte[] bytes, int start, Charset charset) {
    return new String(bytes, start, bytes.length - start, charset);
  }
}
