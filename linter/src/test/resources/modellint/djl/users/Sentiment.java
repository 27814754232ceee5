import ai.djl.Model;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.List;

final class Sentiment {

  private Sentiment() {}

  static Trainer trainer() {
    List<String> words = Arrays.asList("good", "bad", "film", "plot");
    TrainableWordEmbedding embedding =
        TrainableWordEmbedding.builder()
            .setEmbeddingSize(50)
            .setVocabulary(DefaultVocabulary.builder().add(words).optUnknownToken().build())
            .optNumEmbeddings(words.size() + 1)
            .build();
    SequentialBlock block =
        new SequentialBlock()
            .add(embedding)
            .add(LambdaBlock.singleton(it -> it.mean(new int[] {1})))
            .add(Linear.builder().setUnits(16).build())
            .add(Activation::tanh)
            .add(Linear.builder().setUnits(2).build());
    Model model = Model.newInstance("sentiment");
    model.setBlock(block);
    Tracker rate = Tracker.factor().setBaseValue(0.01f).setFactor(0.99f).optMinValue(1e-4f).build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adagrad().optLearningRateTracker(rate).build()));
    trainer.initialize(new Shape(4, 20));
    return trainer;
  }
}
