package modellint.analysis.signal;

/**
 * Resize and Upsample. Growing by s copies each value s times, so a gradient is a sum of s that
 * belong together; shrinking chooses a share of the positions. Interpolation is taken as copying.
 */
final class ResizeTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    long[] shape = step.outputDims();
    Tracked y = Tracked.gaussian(shape, x.signal(), Profile.FLAT);
    step.put(y);
    double s = y.elements() / x.elements();
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          TwoPoint back =
              s >= 1
                  ? TwoPoint.of(
                      s * (g.unit() + (s - 1) * g.position()),
                      s * s * g.position(),
                      s * s * g.sample(),
                      g.log())
                  : g.times(s, s * s, s * s);
          x.receive(Cotangent.of(back, y.fluctuation()));
        });
  }
}
