package modellint.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import modellint.eval.Quoted;

/**
 * The comments of a source, found without a parser, and the lines that hold code: what a comment is
 * about depends on where it stands.
 *
 * @param all in order
 * @param code the numbers of the lines that hold more than comments
 */
record Comments(List<Comment> all, BitSet code) {

  /**
   * One comment.
   *
   * @param words what stands between its marks
   * @param first the line where it begins
   * @param last the line where it ends
   */
  record Comment(String words, int first, int last) {}

  static Comments of(String text) {
    var all = new ArrayList<Comment>();
    var code = new BitSet();
    int line = 1;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (text.startsWith("//", i) || text.startsWith("/*", i)) {
        boolean block = text.charAt(i + 1) == '*';
        int close = text.indexOf(block ? "*/" : "\n", i + 2);
        int stop = close < 0 ? text.length() : close;
        end = block && close >= 0 ? stop + 2 : stop;
        all.add(new Comment(text.substring(i + 2, stop), line, line + lines(text, i, end)));
      } else if (c == '"' || c == '\'') {
        end = Quoted.behind(text, i);
        code.set(line, line + lines(text, i, end) + 1);
      } else if (!Character.isWhitespace(c)) {
        code.set(line);
      }
      line += lines(text, i, end);
      i = end;
    }
    return new Comments(List.copyOf(all), code);
  }

  /** Behind code a comment is about its own line, else about the next line with code. */
  int about(Comment comment) {
    int next = code.nextSetBit(comment.first());
    return next < 0 ? comment.last() : next;
  }

  private static int lines(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }
}
