package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * The library's demands on weights that begin as the identity: square, with a middle for the one.
 */
final class IdentityChecks {

  private IdentityChecks() {}

  static void check(Drawing it, Refusals refusals) {
    String type = it.settings().type();
    Optional<Value> recurrent = it.own().value("weightInitRecurrent");
    if (type.matches("LSTM|GravesLSTM")
        && recurrent.filter(init -> WeightInits.name(init).equals("IDENTITY")).isPresent()) {
      Sizes.known(it.outSize())
          .ifPresent(
              out ->
                  refusals.add(
                      Fault.UNSQUARE_IDENTITY, it.settings().name(), it.place(), 4.0 * out, out));
      return;
    }
    if (!WeightInits.name(it.settings().weightInit()).equals("IDENTITY")) {
      return;
    }
    if (type.matches("(Depthwise|Separable)Convolution2D")) {
      apart(it, refusals);
      return;
    }
    String name = it.settings().name();
    Dim in = it.inSize(type.matches("Auto.*") ? it.flow().elements() : it.flow().size());
    Dim out = it.outSize();
    boolean known = in.isKnown() && out.isKnown();
    boolean kernel = type.matches("ConvolutionLayer|Deconvolution2D");
    boolean own = it.own().last("weightInitRecurrent").isPresent();
    if (type.matches("LSTM|GravesLSTM") && known && !(own && 4 * out.size() == in.size())) {
      refusals.add(Fault.UNSQUARE_IDENTITY, name, it.place(), 4.0 * out.size(), (double) in.size());
    } else if (known
        && !in.equals(out)
        && (kernel || type.matches("SimpleRnn|EmbeddingLayer|AutoEncoder"))) {
      refusals.add(Fault.UNSQUARE_IDENTITY, name, it.place(), out.size(), in.size());
    } else if (known && kernel) {
      ConvLayers.windows(it, 2).kernel().stream()
          .flatMap(List::stream)
          .filter(side -> side % 2 == 0)
          .findFirst()
          .ifPresent(side -> refusals.add(Fault.EVEN_IDENTITY, name, it.place(), side, side + 1.0));
    }
  }

  /**
   * A kernel for each channel: the library asks that its first two sizes be equal, which are the
   * sides of a depthwise kernel, and finds no middle then. A separable one has a second matrix.
   */
  private static void apart(Drawing it, Refusals refusals) {
    String name = it.settings().name();
    Optional<Value> stated = it.own().value("depthMultiplier");
    Optional<Long> times = stated.isEmpty() ? Optional.of(1L) : stated.flatMap(Value::whole);
    Optional<Long> in = Sizes.known(it.inSize(it.flow().size()));
    if (it.settings().type().startsWith("Depthwise")) {
      refusals.add(Fault.UNSQUARE_IDENTITY, name, it.place(), times.orElse(1L), in.orElse(1L));
    } else if (times.isPresent() && in.isPresent()) {
      Optional<Long> out = Sizes.known(it.outSize());
      long between = in.get() * times.get();
      if (!times.equals(in)) {
        refusals.add(Fault.UNSQUARE_IDENTITY, name, it.place(), times.get(), in.get());
      } else if (out.filter(units -> units != between).isPresent()) {
        refusals.add(Fault.UNSQUARE_IDENTITY, name, it.place(), out.get(), between);
      }
    }
  }
}
