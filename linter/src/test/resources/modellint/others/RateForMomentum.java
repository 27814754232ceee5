import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.zoo.model.VGG16;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A new head on a network that only its weights' file tells. */
final class RateForMomentum {

  private RateForMomentum() {}

  static Object network() throws Exception {
    var known = (ComputationGraph) VGG16.builder().build().initPretrained();
    var tuned = new FineTuneConfiguration.Builder().updater(new Nesterovs(5e-5)).seed(3).build();
    return new TransferLearning.GraphBuilder(known)
        .fineTuneConfiguration(tuned)
        .setFeatureExtractor("fc2")
        .removeVertexKeepConnections("predictions")
        .addLayer(
            "kinds",
            new OutputLayer.Builder(LossFunctions.LossFunction.NEGATIVELOGLIKELIHOOD)
                .nIn(4096)
                .nOut(5)
                .dist(new NormalDistribution(0, 0.2 * (2.0 / (4096 + 5))))
                .activation(Activation.SOFTMAX)
                .build(),
            "fc2")
        .setOutputs("kinds")
        .build();
  }
}
