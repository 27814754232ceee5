package modellint.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.enums.PartitionMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.config.LSTMConfiguration;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.GRUWeights;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.LSTMWeights;
import org.nd4j.linalg.api.ops.impl.layers.recurrent.weights.SRUWeights;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What {@link Refusals} says the library throws at, done in the library itself: one step of
 * training over [4, 6] into [4, 3], through the operation.
 */
@Tag("oracle")
class RefusedLiveTest {

  /** Makes three columns of six. */
  private interface Net {
    SDVariable of(SameDiff sd, SDVariable input);
  }

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of SameDiff cannot be loaded on this machine: " + e);
    }
  }

  private static SDVariable normal(SameDiff sd, long... shape) {
    return sd.var(Nd4j.randn(DataType.FLOAT, shape));
  }

  private static SDVariable product(SameDiff sd, SDVariable input) {
    return input.mmul(normal(sd, 6, 3));
  }

  private static SDVariable ids(SameDiff sd) {
    return sd.constant(Nd4j.createFromArray(0, 2, 1, 2));
  }

  static Stream<Named<Net>> refused() {
    return Stream.of(
        net("dropout", (sd, in) -> sd.nn().dropout(product(sd, in), 0.5)),
        net("dropoutInverted", (sd, in) -> sd.nn().dropoutInverted(product(sd, in), 0.5)),
        net(
            "batchNorm",
            (sd, in) ->
                sd.nn()
                    .batchNorm(
                        product(sd, in),
                        sd.zero("mean", 3),
                        sd.one("variance", 3),
                        normal(sd, 3),
                        normal(sd, 3),
                        1e-5,
                        1)),
        net("gather", (sd, in) -> product(sd, in).add(sd.gather(normal(sd, 5, 3), ids(sd), 0))),
        net(
            "embeddingLookup",
            (sd, in) ->
                product(sd, in)
                    .add(sd.math().embeddingLookup(normal(sd, 5, 3), ids(sd), PartitionMode.MOD))),
        net("logSoftmax", (sd, in) -> sd.nn().logSoftmax(product(sd, in), 1)),
        net(
            "tensorMmul",
            (sd, in) -> sd.tensorMmul(in, normal(sd, 6, 3), new int[] {1}, new int[] {0})),
        net("topK", (sd, in) -> sd.nn().topK(product(sd, in), 3, true)[0]),
        net("clipByAvgNorm", (sd, in) -> sd.math().clipByAvgNorm(product(sd, in), 1, 1)),
        net("where", (sd, in) -> sd.where(product(sd, in), normal(sd, 4, 3), in.gt(0))),
        net("linear", (sd, in) -> sd.nn().linear(in, normal(sd, 6, 3), null)),
        net(
            "sruCell",
            (sd, in) ->
                sd.rnn()
                    .sruCell(
                        in,
                        normal(sd, 4, 6),
                        SRUWeights.builder()
                            .weights(normal(sd, 6, 18))
                            .bias(normal(sd, 12))
                            .build())
                    .mmul(normal(sd, 6, 3))),
        net("gruCell", RefusedLiveTest::gru),
        net("lstmCell", RefusedLiveTest::lstm));
  }

  private static Named<Net> net(String name, Net net) {
    return Named.of(name, net);
  }

  private static SDVariable gru(SameDiff sd, SDVariable in) {
    GRUWeights weights =
        GRUWeights.builder()
            .ruWeight(normal(sd, 9, 6))
            .cWeight(normal(sd, 9, 3))
            .ruBias(normal(sd, 6))
            .cBias(normal(sd, 3))
            .build();
    return sd.rnn().gruCell(in, normal(sd, 4, 3), weights)[3];
  }

  private static SDVariable lstm(SameDiff sd, SDVariable in) {
    LSTMWeights weights =
        LSTMWeights.builder()
            .weights(normal(sd, 9, 12))
            .bias(normal(sd, 12))
            .inputPeepholeWeights(normal(sd, 3))
            .forgetPeepholeWeights(normal(sd, 3))
            .outputPeepholeWeights(normal(sd, 3))
            .build();
    LSTMConfiguration config = LSTMConfiguration.builder().build();
    return sd.rnn().lstmCell(in, normal(sd, 4, 3), normal(sd, 4, 3), weights, config)[6];
  }

  @ParameterizedTest
  @MethodSource("refused")
  void the_library_throws(Net net) {
    assertThrows(RuntimeException.class, () -> fit(net));
  }

  static Stream<Named<Net>> substitutes() {
    return Stream.of(
        net("dropout of data", (sd, in) -> product(sd, sd.nn().dropout(in, 0.5))),
        net(
            "bernoulli",
            (sd, in) ->
                product(sd, in).mul(sd.random().bernoulli(0.5, DataType.FLOAT, 4, 3).div(0.5))),
        net(
            "oneHot",
            (sd, in) -> product(sd, in).add(sd.oneHot(ids(sd), 5).mmul(normal(sd, 5, 3)))),
        net("logSoftmax of the last", (sd, in) -> sd.nn().logSoftmax(product(sd, in))),
        net(
            "moments",
            (sd, in) -> {
              SDVariable sums = product(sd, in);
              SDVariable[] m = sd.math().moments(sums, new int[] {0}, true);
              return sums.sub(m[0])
                  .div(sd.math().sqrt(m[1].add(1e-5)))
                  .mul(normal(sd, 3))
                  .add(normal(sd, 3));
            }));
  }

  @ParameterizedTest
  @MethodSource("substitutes")
  void what_is_advised_in_its_place_trains(Net net) {
    fit(net);
  }

  @Test
  void a_constant_bias_never_moves() {
    SameDiff sd = fit((made, in) -> product(made, in).add(made.zero("b", 3)));

    assertEquals(0, sd.getVariable("b").getArr().norm2Number().doubleValue());
  }

  private static SameDiff fit(Net net) {
    SameDiff sd = SameDiff.create();
    SDVariable input = sd.placeHolder("input", DataType.FLOAT, -1, 6);
    SDVariable label = sd.placeHolder("label", DataType.FLOAT, -1, 3);
    sd.loss().meanSquaredError("loss", label, net.of(sd, input), null);
    sd.setLossVariables("loss");
    sd.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Sgd(0.1))
            .dataSetFeatureMapping("input")
            .dataSetLabelMapping("label")
            .build());
    INDArray data = Nd4j.randn(DataType.FLOAT, 4, 6);
    sd.fit(new DataSet(data, Nd4j.randn(DataType.FLOAT, 4, 3)));
    return sd;
  }
}
