package modellint.eval;

import com.github.javaparser.ast.Node;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Source code as reasons quote it: on one line, cut at sixty characters. Loops ask for the same
 * words again and again, and the parser's printer is slow.
 */
final class Wording {

  private static final int LONGEST = 60;

  private final Map<Node, String> known = new IdentityHashMap<>();

  String of(Node code) {
    return known.computeIfAbsent(code, it -> shortened(it.toString()));
  }

  private static String shortened(String code) {
    String line = code.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }
}
