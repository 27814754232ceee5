package modellint.analysis.signal;

/** Products of second moments of independent tensors. */
final class Moment {

  private Moment() {}

  static TwoPoint product(TwoPoint a, TwoPoint b) {
    return TwoPoint.of(
        a.unit() * b.unit(),
        a.position() * b.position(),
        a.sample() * b.sample(),
        a.log() + b.log());
  }
}
