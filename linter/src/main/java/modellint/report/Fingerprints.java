package modellint.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import modellint.engine.Reported;

/**
 * Keys by which a service recognises a finding in the next run. They are made of rule, file, node
 * and message, never of lines, weights or measured numbers, so an edit above or a re-export opens
 * nothing anew. Findings alike in all of that are numbered.
 */
final class Fingerprints {

  private final Map<String, Integer> seen = new HashMap<>();

  /** The key of the next finding in the report's order. */
  String next(Reported finding) {
    String key =
        String.join(
            "\0", finding.rule(), finding.path(), finding.node().orElse(""), finding.message());
    int number = seen.merge(key, 1, Integer::sum);
    return hash(number == 1 ? key : key + "\0" + number);
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
