package modellint.analysis.signal;

import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.graph.Node;
import modellint.graph.Shape;

/** One node being visited on the way forward: its operands, and where its results go. */
final class Step {

  private final Propagation net;
  private final Node node;

  Step(Propagation net, Node node) {
    this.net = net;
    this.node = node;
  }

  Node node() {
    return node;
  }

  Fixed fixed() {
    return net.fixed();
  }

  /** Samples per step. */
  double batch() {
    return net.batch();
  }

  boolean hasInput(int index) {
    return node.input(index).isPresent();
  }

  String name(int index) {
    return node.input(index)
        .orElseThrow(() -> new Unmodelled(node.type() + " lacks its input " + index));
  }

  /** True where the operand depends on the network's inputs. */
  boolean isTracked(int index) {
    return node.input(index).filter(it -> !net.fixed().contains(it)).isPresent();
  }

  /** The operand as a tensor with a signal; a constant one is shared by all samples. */
  Tracked tracked(int index) {
    return net.tracked(name(index));
  }

  Tracked tracked(String value) {
    return net.tracked(value);
  }

  FixedMoments moments(int index) {
    return net.fixed().moments(name(index));
  }

  /** Moments of an operand that may be left out. */
  Optional<FixedMoments> optional(int index) {
    return node.input(index).map(net.fixed()::moments);
  }

  double scalar(int index, double otherwise) {
    return node.input(index).flatMap(net.fixed()::scalar).orElse(otherwise);
  }

  /** Sizes of a value, all known. */
  long[] dims(String value) {
    return net.dims(value);
  }

  long[] outputDims() {
    return net.dims(node.output());
  }

  Optional<Shape> shape(String value) {
    return net.shape(value);
  }

  /** Positions per sample of a tensor with {@code units} units. */
  double positions(Tracked tensor, double units) {
    return Math.max(1, StrictMath.rint(tensor.elements() / (batch() * units)));
  }

  void put(Tracked output) {
    net.put(node.output(), output);
  }

  void put(String value, Tracked output) {
    net.put(value, output);
  }

  /** Notes that a normalisation was met. */
  void normalise() {
    net.normalise();
  }

  /** Notes a normalisation by statistics of the tensor itself. */
  void standardise() {
    net.standardise();
  }

  /** Notes that two paths came together. */
  void join() {
    net.join();
  }

  /** Notes that a softmax weighs other tensors. */
  void attend(AttentionScores scores) {
    net.attend(scores);
  }

  /** Registers what happens on the way back; steps run in reverse order. */
  void onBackward(Runnable step) {
    net.onBackward(step);
  }

  /** The weighted layer that this node is. */
  Layer layer() {
    return net.layer(node);
  }

  Optional<Layer> layerIfAny() {
    return net.layerIfAny(node);
  }

  void trace(LayerTrace trace) {
    net.trace(trace);
  }
}
