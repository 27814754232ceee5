package modellint.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns; numbers to the right, words to the left. */
final class Table {

  private final List<String> header;
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();

  /** Columns by title; a title that begins with {@code >} stands to the right. */
  Table(String... titles) {
    header = List.of(titles).stream().map(it -> it.startsWith(">") ? it.substring(1) : it).toList();
    right = List.of(titles).stream().map(it -> it.startsWith(">")).toList();
  }

  void add(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException("row has " + cells.length + " cells");
    }
    rows.add(List.of(cells));
  }

  List<String> lines() {
    int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
    var lines = new ArrayList<String>();
    lines.add(line(header, widths));
    lines.add(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> length(row.get(column)))
        .reduce(length(header.get(column)), Math::max);
  }

  private String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            i -> {
              String space = " ".repeat(widths[i] - length(cells.get(i)));
              return right.get(i) ? space + cells.get(i) : cells.get(i) + space;
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
