package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.testing.Definitions;
import org.junit.jupiter.api.Test;

/** What a block is trained with, as its own trainer is used. */
class SetupsTest {

  private static Training training(String use) {
    return training(use, "Tracker.fixed(0.5f)");
  }

  private static Training training(String use, String tracker) {
    return Definitions.only(
            new Djl(),
            """
            import ai.djl.*;
            import ai.djl.ndarray.types.*;
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            import ai.djl.training.*;
            import ai.djl.training.dataset.*;
            import ai.djl.training.loss.*;
            import ai.djl.training.optimizer.*;
            import ai.djl.training.tracker.*;
            import org.example.Course;
            class Net {
              static Object kept;
              static void train(Dataset data, Batch batch) throws Exception {
                Model model = Model.newInstance("net");
                model.setBlock(new SequentialBlock().add(Linear.builder().setUnits(3).build()));
                Tracker tracker = %s;
                Optimizer sgd = Optimizer.sgd().setLearningRateTracker(tracker).build();
                var config = new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(sgd);
                try (Trainer trainer = model.newTrainer(config)) {
                  trainer.initialize(new Shape(4, 10));
                  %s
                }
              }
              private static void step(Trainer it) {
                it.step();
              }
              private static void ask(Trainer it, Dataset data) throws Exception {
                EasyTrain.evaluateDataset(it, data);
              }
            }
            """
                .formatted(tracker, use))
        .graph()
        .training();
  }

  private static final String EVALUATION = "EasyTrain.evaluateDataset(trainer, data);";

  @Test
  void a_trainer_that_only_evaluates_takes_no_step() {
    Training evaluated = training(EVALUATION);

    assertEquals(Optional.empty(), evaluated.optimizer());
    assertEquals(Optional.empty(), evaluated.learningRate());
    assertEquals(Optional.of(Loss.MSE), evaluated.loss());
    assertEquals(Optional.empty(), training("ask(trainer, data);").learningRate());
    assertEquals(Optional.empty(), training("trainer.evaluate(batch.getData());").learningRate());
  }

  @Test
  void a_trainer_that_steps_is_judged_by_its_rate() {
    for (String step :
        new String[] {
          "trainer.step();", "step(trainer);", "EasyTrain.fit(trainer, 2, data, null);"
        }) {
      assertEquals(Optional.of(0.5), training(EVALUATION + step).learningRate(), step);
    }
  }

  @Test
  void a_trainer_in_other_hands_may_be_stepped() {
    for (String use :
        new String[] {
          "Course.run(trainer);", "new Course(trainer).run();", "kept = new Course(trainer);"
        }) {
      assertEquals(Optional.of(0.5), training(EVALUATION + use).learningRate(), use);
    }
  }

  @Test
  void a_trainer_of_which_no_use_is_seen_may_be_stepped() {
    assertEquals(Optional.of(0.5), training("").learningRate());
  }

  private static Training warm(String calls) {
    return training(
        "trainer.step();",
        "Tracker.warmUp().setMainTracker(Tracker.fixed(0.5f))" + calls + ".build()");
  }

  @Test
  void a_warm_up_begins_with_its_own_rate() {
    assertEquals(Optional.of(0.0), warm(".optWarmUpSteps(10)").learningRate());
    assertEquals(
        Optional.of(0.25), warm(".optWarmUpSteps(10).optWarmUpBeginValue(0.25f)").learningRate());
  }

  @Test
  void a_warm_up_of_no_steps_is_none() {
    assertEquals(Optional.of(0.5), warm("").learningRate());
    assertEquals(Optional.of("FixedTracker"), warm("").schedule());
    assertEquals(Optional.of(0.5), warm(".optWarmUpBeginValue(0.1f)").learningRate());
  }

  @Test
  void a_warm_up_of_unknown_length_begins_nowhere_known() {
    String unknown = ".optWarmUpSteps(Integer.getInteger(\"steps\"))";
    assertEquals(Optional.empty(), warm(unknown).learningRate());
    assertEquals(Optional.of(0.5), warm(unknown + ".optWarmUpBeginValue(0.5f)").learningRate());
  }
}
