package modellint.analysis.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Node;
import modellint.graph.Shape;

/** A node with what is known of its inputs. What is asked for and not known is Unknowable. */
record Call(Node node, List<Fact> inputs) {

  /** Highest rank that is ever materialised (onnx's own inference has the same cap). */
  static final int MOST_AXES = 1024;

  Call {
    inputs = List.copyOf(inputs);
  }

  boolean has(int input) {
    return node.input(input).isPresent();
  }

  Fact fact(int input) {
    return has(input) ? inputs.get(input) : Fact.UNKNOWN;
  }

  Shape shape(int input) {
    return fact(input).shape().orElseThrow(() -> new Unknowable("shape of input " + input));
  }

  List<Dim> dims(int input) {
    return shape(input).dims();
  }

  /** A fresh list of the dimensions, to be changed. */
  ArrayList<Dim> copy(int input) {
    return new ArrayList<>(dims(input));
  }

  int rank(int input) {
    return shape(input).rank();
  }

  ElementType type(int input) {
    return fact(input).type();
  }

  List<Element> elements(int input) {
    return fact(input).elements().orElseThrow(() -> new Unknowable("input " + input));
  }

  /** Whole numbers at an input; those beyond 64 bits saturate, as exporters write "to the end". */
  List<Long> longs(int input) {
    return elements(input).stream().map(it -> (long) it.number()).toList();
  }

  double number(int input) {
    List<Element> all = elements(input);
    if (all.size() != 1) {
      throw new Unknowable("not one element");
    }
    return all.get(0).number();
  }

  /** A list that older opsets hold in an attribute and newer ones read from an input. */
  Optional<List<Long>> longs(String attribute, int input) {
    Optional<List<Long>> stated = node.integers(attribute);
    return stated.isPresent() || !has(input) ? stated : Optional.of(longs(input));
  }

  /** Sizes of a target shape, some of which may be symbolic. */
  List<Element> targets(String attribute, int input) {
    return node.integers(attribute)
        .map(all -> all.stream().<Element>map(it -> new Element.Number(it)).toList())
        .orElseGet(() -> elements(input));
  }

  int axis(String attribute, long otherwise, int rank) {
    return axis(node.integer(attribute, otherwise), rank);
  }

  static int axis(long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw new Unknowable("axis " + axis + " of rank " + rank);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  static TreeSet<Integer> axes(List<Long> axes, int rank) {
    var all = new TreeSet<Integer>();
    axes.forEach(it -> all.add(axis(it, rank)));
    return all;
  }

  /** A size that only running the model tells, named after the value that has it. */
  Dim fresh(int output, int axis) {
    return Dim.symbol("?" + node.outputs().get(output) + "." + axis);
  }
}
