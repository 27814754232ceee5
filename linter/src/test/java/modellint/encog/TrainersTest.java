package modellint.encog;

import static modellint.encog.EncogTest.main;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.analysis.learning.GradientScale;
import modellint.analysis.shape.Shapes;
import modellint.definition.Definition;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainersTest {

  private static final Encog ENCOG = new Encog();

  @Test
  void the_online_trainer_takes_adam_unless_it_is_given_another_rule() {
    String net =
        """
        import org.encog.neural.networks.training.propagation.sgd.*;
        import org.encog.neural.networks.training.propagation.sgd.update.*;
        import org.encog.util.simple.EncogUtility;
        class Net {
          void f() {
            var network = EncogUtility.simpleFeedForward(2, 5, 0, 1, false);
            var sgd = new StochasticGradientDescent(network, null);
            sgd.setLearningRate(0.1);
            %s
          }
        }
        """;
    var plain = only(ENCOG, net.formatted("")).graph().training();
    var moving =
        only(ENCOG, net.formatted("sgd.setUpdateRule(new MomentumUpdate());")).graph().training();

    assertEquals(Optional.of("adam"), plain.optimizer());
    assertEquals(Optional.of("momentum"), moving.optimizer());
    assertEquals(Optional.of(0.1), moving.learningRate());
  }

  private static Definition dropped(String finalize) {
    return only(
        ENCOG,
        main(
            """
            BasicNetwork net = new BasicNetwork();
            net.addLayer(new BasicLayer(null, true, 3));
            net.addLayer(new BasicLayer(new ActivationTANH(), true, 4, 0.5));
            net.addLayer(new BasicLayer(null, false, 2));
            net.getStructure().finalizeStructure(%s);
            net.reset();
            """
                .formatted(finalize)));
  }

  @Test
  void a_dropout_that_is_read_shrinks_what_the_layer_reads_and_drops_nothing() {
    Definition it = dropped("true");

    assertEquals("Gemm Mul Tanh Gemm", operators(it.graph()));
    assertEquals(List.of(), told(it.graph().training()).toList());
  }

  @ParameterizedTest
  @CsvSource({"''", "false"})
  void a_dropout_that_the_structure_is_finalized_without_is_remarked(String told) {
    Definition it = dropped(told);

    assertEquals("Gemm Tanh Gemm", operators(it.graph()));
    assertEquals(
        List.of(Remark.Kind.UNREAD_DROPOUT),
        told(it.graph().training()).map(Remark::kind).toList());
  }

  @Test
  void whether_a_dropout_is_read_may_not_be_known() {
    Definition it = dropped("args.length > 0");

    assertEquals(List.of("the dropout of layer1"), it.unknowns());
    assertEquals(List.of(), told(it.graph().training()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Backpropagation(net, null, 0.1, 0.9) | setL2(0.1) | UNREAD_PENALTY",
        "Backpropagation(net, null, 0.1, 0.9) | setL1(0.1) | MISAPPLIED_PENALTY",
        "ResilientPropagation(net, null) | setL2(0.1) | UNREAD_PENALTY",
        "StochasticGradientDescent(net, null) | setL2(0.1) | MISAPPLIED_PENALTY",
        "Backpropagation(net, null, 0.1, 0.9) | setL2(0) | ''",
        "Backpropagation(net, null, 0.1, 0.9) | setL2(args.length) | ''",
        "ResilientPropagation(net, null) | setDroupoutRate(0.5) | ''",
        "ResilientPropagation(net, null)"
            + " | setDroupoutRate(0.5); train.finishTraining() | SHRINKING_DROPOUT"
      })
  void no_penalty_of_a_trainer_is_one(String trainer, String call, String kinds) {
    Training training =
        only(
                ENCOG,
                main(
                    "BasicNetwork net = EncogUtility.simpleFeedForward(2, 5, 0, 1, false);"
                        + "var train = new "
                        + trainer
                        + "; train."
                        + call
                        + ";"))
            .graph()
            .training();

    assertEquals(Optional.empty(), training.l1());
    assertEquals(Optional.empty(), training.l2());
    assertEquals(
        kinds, told(training).map(it -> it.kind().toString()).collect(Collectors.joining(" ")));
  }

  /** What is said besides the sums that every trainer takes. */
  private static Stream<Remark> told(Training training) {
    return training.details().remarks().stream()
        .filter(it -> !it.kind().name().startsWith("SUMMED"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 4, 4",
    "train.setBatchSize(1), 1, 1",
    "train.setBatchSize(4), 3, 3",
    "train.setBatchSize(args.length), 1,"
  })
  void backpropagation_sums_the_gradient_over_its_batch(String call, double least, Integer batch) {
    var graph =
        only(
                ENCOG,
                main(
                    "var data = new org.encog.ml.data.basic.BasicMLDataSet(new double[][] {{0, 0},"
                        + " {0, 1}, {1, 0}, {1, 1}}, new double[][] {{0}, {1}, {1},"
                        + " {0}});BasicNetwork net = EncogUtility.simpleFeedForward(2, 5, 0, 1,"
                        + " false);var train = new Backpropagation(net, data, 0.1, 0.9);"
                        + call
                        + ";"))
            .graph();

    assertEquals(Optional.ofNullable(batch), graph.training().batchSize());
    assertEquals(
        new GradientScale(least / 2, batch != null), GradientScale.of(graph, Shapes.of(graph)));
  }

  @ParameterizedTest
  @CsvSource({"new NesterovUpdate(), 1", "new MomentumUpdate(), 0", "given, 0"})
  void nesterovs_rule_climbs(String rule, int remarks) {
    Training training =
        only(
                ENCOG,
                main(
                    """
                    BasicNetwork net = EncogUtility.simpleFeedForward(2, 5, 0, 1, false);
                    var train = new StochasticGradientDescent(net, null);
                    train.setLearningRate(0.1);
                    train.setMomentum(0.5);
                    train.setUpdateRule(%s);
                    """
                        .formatted(rule)))
            .graph()
            .training();

    assertEquals(remarks, training.details().remarks(Remark.Kind.ASCENDING_UPDATE).count());
    told(training).forEach(it -> assertEquals(-0.15, it.value(), 1e-12));
  }

  @Test
  void a_network_that_is_used_unfinished_is_refused() {
    Definition it =
        only(
            ENCOG,
            main(
                """
                BasicNetwork net = new BasicNetwork();
                net.addLayer(new BasicLayer(4));
                net.addLayer(new BasicLayer(1));
                net.reset();
                """));

    assertEquals(
        Refusal.Fault.UNFINISHED_STRUCTURE,
        it.graph().training().details().refusals().get(0).fault());
  }
}
