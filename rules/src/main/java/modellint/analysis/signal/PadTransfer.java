package modellint.analysis.signal;

/** Pad with zeros thins a signal out over more positions; edge and reflection copy it. */
final class PadTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    long[] shape = step.outputDims();
    double outputs = 1;
    for (long dim : shape) {
      outputs *= dim;
    }
    double share = x.elements() / outputs;
    boolean zeros = step.node().text("mode", "constant").equals("constant");
    Signal signal = x.signal();
    Signal padded =
        zeros
            ? signal.withMoments(
                signal.moments().times(share, share * share, share * share), signal.mean() * share)
            : signal;
    Tracked y = Tracked.gaussian(shape, padded, Profile.FLAT);
    step.put(y);
    step.onBackward(() -> x.receive(Cotangent.of(y.gradient(), y.fluctuation())));
  }
}
