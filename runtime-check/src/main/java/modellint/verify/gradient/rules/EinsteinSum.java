package modellint.verify.gradient.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import modellint.verify.gradient.Pullback;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Tensor;

/**
 * The gradient of an Einstein sum is one over the same labels: the operand's place is taken by the
 * cotangent, its labels become the output's. Labels that only the operand has were summed away and
 * are stretched again.
 */
final class EinsteinSum {

  private final Pullback p;
  private final List<String> terms;
  private final String result;
  private final Map<Character, Long> sizes = new HashMap<>();

  private EinsteinSum(Pullback p) {
    this.p = p;
    String equation = p.call().text("equation", "").replace(" ", "");
    int arrow = equation.indexOf("->");
    List<String> written =
        List.of((arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1));
    this.terms = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      terms.add(spelled(written.get(i), p.x(i).rank()));
    }
    this.result = arrow < 0 ? implied() : spelled(equation.substring(arrow + 2), p.y().rank());
    for (int i = 0; i < terms.size(); i++) {
      for (int at = 0; at < terms.get(i).length(); at++) {
        sizes.merge(terms.get(i).charAt(at), p.x(i).size(at), Math::max);
      }
    }
  }

  static void pull(Pullback p) {
    var sum = new EinsteinSum(p);
    for (int i = 0; i < p.call().inputs().size(); i++) {
      int operand = i;
      p.give(i, () -> sum.gradient(operand));
    }
  }

  /** The dots spelled as digits, the last one for the last axis that they stand for. */
  private static String spelled(String term, int rank) {
    int dots = rank - term.replace("...", "").length();
    String digits = "9876543210".substring(10 - Math.max(0, dots));
    return term.replace("...", digits);
  }

  private String implied() {
    String all = String.join("", terms);
    String dots =
        all.chars()
            .filter(Character::isDigit)
            .distinct()
            .sorted()
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    String once =
        all.chars()
            .filter(it -> !Character.isDigit(it) && all.indexOf(it) == all.lastIndexOf(it))
            .sorted()
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return new StringBuilder(dots).reverse() + once;
  }

  private Tensor gradient(int operand) {
    String wanted = terms.get(operand);
    var operands = new ArrayList<Tensor>(List.of(p.g()));
    var labels = new ArrayList<String>(List.of(result));
    for (int i = 0; i < terms.size(); i++) {
      if (i != operand) {
        operands.add(p.x(i));
        labels.add(terms.get(i));
      }
    }
    String known = String.join("", labels);
    String kept = once(only(wanted, label -> known.indexOf(label) >= 0));
    long[] shape = kept.chars().mapToLong(it -> sizes.getOrDefault((char) it, 1L)).toArray();
    Tensor sum =
        p.tape()
            .call(
                "Einsum",
                shape,
                p.g().type(),
                List.of(Attr.of("equation", letters(labels, kept))),
                operands.toArray(Tensor[]::new));
    long[] apart =
        wanted
            .chars()
            .mapToLong(it -> kept.indexOf(it) < 0 ? 1 : sizes.getOrDefault((char) it, 1L))
            .toArray();
    for (int at = 0; at < apart.length; at++) {
      apart[at] = wanted.indexOf(wanted.charAt(at)) < at ? 1 : apart[at];
    }
    long[] full = wanted.chars().mapToLong(it -> sizes.getOrDefault((char) it, 1L)).toArray();
    Tensor whole = sum.reshape(apart).expand(full);
    for (int at = 0; at < full.length; at++) {
      int first = wanted.indexOf(wanted.charAt(at));
      whole = first < at ? whole.times(diagonal(full.length, first, at, full[at])) : whole;
    }
    return whole.unbroadcast(p.x(operand).shape());
  }

  /** Ones where two axes agree: elements off the diagonal were never read. */
  private Tensor diagonal(int rank, int first, int second, long size) {
    var ones = new double[Math.toIntExact(size * size)];
    for (int i = 0; i < size; i++) {
      ones[(int) (i * size + i)] = 1;
    }
    long[] shape = Dims.with(Dims.with(Dims.fill(rank, 1), first, size), second, size);
    return p.tape().reals(p.g().type(), shape, ones);
  }

  private static String once(String labels) {
    return labels.chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
  }

  private interface LabelTest {
    boolean holds(int label);
  }

  private static String only(String term, LabelTest test) {
    return term.chars()
        .filter(test::holds)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** Letters alone: the digits that stand for dots become letters that the equation lacks. */
  private String letters(List<String> labels, String kept) {
    String used = String.join("", labels) + kept + String.join("", terms);
    String free = only("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ", it -> used.indexOf(it) < 0);
    String equation = String.join(",", labels) + "->" + kept;
    for (char digit = '0'; digit <= '9'; digit++) {
      equation = equation.replace(digit, free.charAt(digit - '0'));
    }
    return equation;
  }

  @Override
  public String toString() {
    return Arrays.toString(terms.toArray()) + "->" + result;
  }
}
