package modellint.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How far a network comes in the library: initialised, fed with a first batch, and trained by one
 * step towards what it answered.
 *
 * @param stage where it throws: init, run or train; {@code ok} if it does not
 * @param why what it throws
 */
record FirstStep(String stage, Optional<Throwable> why) {

  /**
   * In a thread of its own: what a failed step leaves open in the library's memory dies with it.
   */
  static FirstStep of(Object made, INDArray batch) {
    return CompletableFuture.supplyAsync(() -> taken(made, batch), it -> new Thread(it).start())
        .join();
  }

  private static FirstStep taken(Object made, INDArray batch) {
    String at = "init";
    try {
      Object network = initialised(made);
      at = "run";
      if (network instanceof MultiLayerNetwork list) {
        INDArray output = list.output(batch).dup();
        at = "train";
        list.fit(batch, output);
      } else if (network instanceof ComputationGraph graph) {
        var batches = new INDArray[graph.getNumInputArrays()];
        Arrays.fill(batches, batch);
        INDArray[] outputs = graph.output(batches);
        for (int i = 0; i < outputs.length; i++) {
          outputs[i] = outputs[i].dup();
        }
        at = "train";
        graph.fit(batches, outputs);
      }
      return new FirstStep("ok", Optional.empty());
    } catch (RuntimeException e) {
      return new FirstStep(at, Optional.of(e));
    } finally {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
  }

  /** The best of several batches: one that suits is enough to say that a network runs. */
  static FirstStep of(Object made, List<INDArray> batches) {
    FirstStep first = of(made, batches.get(0));
    return batches.stream()
        .skip(1)
        .filter(it -> !first.runs())
        .map(it -> of(made, it))
        .filter(FirstStep::runs)
        .findFirst()
        .orElse(first);
  }

  boolean runs() {
    return stage.equals("ok");
  }

  private static Object initialised(Object made) {
    if (made instanceof MultiLayerConfiguration conf) {
      var network = new MultiLayerNetwork(conf);
      network.init();
      return network;
    }
    if (made instanceof ComputationGraphConfiguration conf) {
      var network = new ComputationGraph(conf);
      network.init();
      return network;
    }
    return made;
  }
}
