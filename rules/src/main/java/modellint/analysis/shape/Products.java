package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Matrix products: Gemm, MatMul and its relatives, Einsum. */
final class Products {

  private Products() {}

  static Map<String, Operator> operators() {
    var all = new HashMap<String, Operator>();
    all.put("Gemm", Operator.one(Operator.SAME, Products::gemm));
    all.put("MatMul", Operator.one(Operator.SAME, call -> matmul(call.dims(0), call.dims(1))));
    all.put(
        "MatMulInteger", Operator.one(Operator.INT32, call -> matmul(call.dims(0), call.dims(1))));
    all.put(
        "QLinearMatMul",
        Operator.one((call, o) -> call.type(7), call -> matmul(call.dims(0), call.dims(3))));
    all.put("FusedGemm", Operator.one(Operator.SAME, Products::gemm));
    all.put("FusedMatMul", Operator.one(Operator.SAME, Products::fused));
    all.put("Einsum", Operator.one(Operator.SAME, Products::einsum));
    all.put("Det", Operator.one(Operator.SAME, Products::determinant));
    return all;
  }

  private static Shape gemm(Call call) {
    List<Dim> a = matrix(call.dims(0));
    List<Dim> b = matrix(call.dims(1));
    boolean left = call.node().integer("transA", 0) != 0;
    boolean right = call.node().integer("transB", 0) != 0;
    agree(a.get(left ? 0 : 1), b.get(right ? 1 : 0));
    return new Shape(List.of(a.get(left ? 1 : 0), b.get(right ? 0 : 1)));
  }

  private static List<Dim> matrix(List<Dim> dims) {
    if (dims.size() != 2) {
      throw new Unknowable("a matrix of rank " + dims.size());
    }
    return dims;
  }

  /** NumPy's matmul: a vector on either side gains an axis of 1 and loses it again. */
  static Shape matmul(List<Dim> left, List<Dim> right) {
    if (left.isEmpty() || right.isEmpty()) {
      throw new Unknowable("product of a scalar");
    }
    var a = new ArrayList<>(left);
    var b = new ArrayList<>(right);
    if (left.size() == 1) {
      a.add(0, Dim.of(1));
    }
    if (right.size() == 1) {
      b.add(Dim.of(1));
    }
    agree(a.get(a.size() - 1), b.get(b.size() - 2));
    var dims =
        new ArrayList<>(
            Pointwise.broadcast(a.subList(0, a.size() - 2), b.subList(0, b.size() - 2)));
    if (left.size() > 1) {
      dims.add(a.get(a.size() - 2));
    }
    if (right.size() > 1) {
      dims.add(b.get(b.size() - 1));
    }
    return new Shape(dims);
  }

  private static Shape fused(Call call) {
    if (call.node().integer("transBatchA", 0) != 0 || call.node().integer("transBatchB", 0) != 0) {
      throw new Unknowable("batch axes are moved");
    }
    return matmul(
        turned(call.dims(0), call.node().integer("transA", 0) != 0),
        turned(call.dims(1), call.node().integer("transB", 0) != 0));
  }

  private static List<Dim> turned(List<Dim> dims, boolean turn) {
    var all = new ArrayList<>(dims);
    if (turn && all.size() >= 2) {
      all.add(all.size() - 2, all.remove(all.size() - 1));
    }
    return all;
  }

  private static void agree(Dim a, Dim b) {
    var unused = Sizes.same(a, b);
  }

  private static Shape determinant(Call call) {
    List<Dim> dims = call.dims(0);
    if (dims.size() < 2) {
      throw new Unknowable("no matrix");
    }
    return new Shape(dims.subList(0, dims.size() - 2));
  }

  /** Subscripts name axes; an ellipsis stands for the rest, broadcast. */
  private static Shape einsum(Call call) {
    String equation = call.node().text("equation", "").replace(" ", "");
    String[] sides = equation.split("->", -1);
    String[] terms = sides[0].split(",", -1);
    if (equation.isEmpty() || terms.length != call.inputs().size()) {
      throw new Unknowable("equation " + equation);
    }
    Map<Character, Dim> sizes = new LinkedHashMap<>();
    Map<Character, Integer> uses = new TreeMap<>();
    List<Dim> rest = List.of();
    for (int i = 0; i < terms.length; i++) {
      rest = Pointwise.broadcast(rest, bind(terms[i], call.dims(i), sizes, uses));
    }
    String output = sides.length > 1 ? sides[1] : implied(equation, uses);
    var dims = new ArrayList<Dim>();
    for (int i = 0; i < output.length(); i++) {
      if (output.charAt(i) == '.') {
        dims.addAll(rest);
        i += 2;
      } else if (sizes.containsKey(output.charAt(i))) {
        dims.add(sizes.getOrDefault(output.charAt(i), Dim.of(1)));
      } else {
        throw new Unknowable("subscript " + output.charAt(i));
      }
    }
    return new Shape(dims);
  }

  private static String implied(String equation, Map<Character, Integer> uses) {
    var output = new StringBuilder(equation.contains("...") ? "..." : "");
    uses.forEach(
        (letter, count) -> {
          if (count == 1) {
            output.append(letter);
          }
        });
    return output.toString();
  }

  private static List<Dim> bind(
      String term, List<Dim> dims, Map<Character, Dim> sizes, Map<Character, Integer> uses) {
    int letters = term.replace("...", "").length();
    int rest = term.contains("...") ? dims.size() - letters : 0;
    if (rest < 0 || letters + rest != dims.size()) {
      throw new Unknowable("term " + term + " of rank " + dims.size());
    }
    List<Dim> free = List.of();
    int axis = 0;
    for (int i = 0; i < term.length(); i++) {
      if (term.charAt(i) == '.') {
        free = dims.subList(axis, axis + rest);
        axis += rest;
        i += 2;
      } else {
        sizes.merge(term.charAt(i), dims.get(axis), Sizes::broadcast);
        uses.merge(term.charAt(i), 1, Integer::sum);
        axis++;
      }
    }
    return free;
  }
}
