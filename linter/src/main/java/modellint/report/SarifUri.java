package modellint.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** A path as a relative URI reference, every byte percent-encoded that is not plainly harmless. */
final class SarifUri {

  private static final String HARMLESS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private SarifUri() {}

  static String of(String path) {
    var uri = new StringBuilder(path.startsWith("/") ? "file://" : "");
    for (byte b : path.getBytes(UTF_8)) {
      if (HARMLESS.indexOf(b) >= 0) {
        uri.append((char) b);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02X", b));
      }
    }
    return uri.toString();
  }
}
