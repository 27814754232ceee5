package modellint.onnx;

import static modellint.onnx.Models.model;
import static modellint.onnx.Models.node;
import static modellint.onnx.Models.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.graph.Training.Clipping;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TrainingInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFactsTest {

  @TempDir Path directory;

  @Test
  void a_model_that_says_nothing_is_unknown() throws ModelReadException {
    assertEquals(Training.UNKNOWN, read(model(relu())));
  }

  @Test
  void metadata_is_understood() throws ModelReadException {
    Training training =
        read(
            Map.of(
                "modellint.optimizer", "sgd",
                "modellint.learning_rate", "1e-3",
                "modellint.momentum", "0.9",
                "modellint.schedule", "cosine",
                "modellint.clipping", "global-norm 1.5",
                "modellint.loss", "softmax_cross_entropy",
                "modellint.batch_size", "32"));

    assertEquals(Optional.of("sgd"), training.optimizer());
    assertEquals(Optional.of(1e-3), training.learningRate());
    assertEquals(Optional.of(0.9), training.momentum());
    assertEquals(Optional.of("cosine"), training.schedule());
    assertEquals(Optional.of(new Clipping("global-norm", 1.5)), training.clipping());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), training.loss());
    assertEquals(Optional.of(32), training.batchSize());
  }

  @Test
  void statements_without_sense_count_as_none() throws ModelReadException {
    Training training =
        read(
            Map.of(
                "modellint.optimizer", " ",
                "modellint.learning_rate", "fast",
                "modellint.momentum", "Infinity",
                "modellint.clipping", "global-norm -1",
                "modellint.batch_size", "0"));

    assertEquals(Training.UNKNOWN, training);
  }

  @Test
  void an_unfamiliar_loss_is_stated_but_not_modelled() throws ModelReadException {
    assertEquals(Optional.of(Loss.OTHER), read(Map.of("modellint.loss", "triplet")).loss());
  }

  @Test
  void training_information_names_the_optimiser_and_its_rate() throws ModelReadException {
    var algorithm =
        GraphProto.newBuilder()
            .addInitializer(
                Models.tensor("rate", modellint.graph.ElementType.FLOAT).addFloatData(0.125f))
            .addNode(
                node("Momentum", "rate step y g v", "w2 v2")
                    .setDomain("ai.onnx.preview.training")
                    .addAttribute(real("beta", 0.5f))
                    .addAttribute(real("norm_coefficient", 0.25f)));
    Training training =
        read(model(relu()).addTrainingInfo(TrainingInfoProto.newBuilder().setAlgorithm(algorithm)));

    assertEquals(Optional.of("momentum"), training.optimizer());
    assertEquals(Optional.of(0.125), training.learningRate());
    assertEquals(Optional.of(0.5), training.momentum());
    assertEquals(Optional.of(0.25), training.l2());
  }

  @Test
  void the_runtime_s_optimiser_models_are_understood() throws ModelReadException {
    NodeProto.Builder clip =
        runtime("InplaceClipGradNorm", "y", "g").addAttribute(real("max_norm", 2));
    NodeProto.Builder adam =
        runtime("AdamWOptimizer", "x y g", "ok").addAttribute(real("weight_decay", 0.5f));

    Training training = read(model(relu().addNode(clip).addNode(adam)));

    assertEquals(Optional.of("adamw"), training.optimizer());
    assertEquals(Optional.empty(), training.learningRate());
    assertEquals(Optional.of(0.5), training.weightDecay());
    assertEquals(Optional.of(new Clipping("global-norm", 2)), training.clipping());
  }

  private static NodeProto.Builder runtime(String type, String inputs, String outputs) {
    return node(type, inputs, outputs).setDomain("com.microsoft");
  }

  private static AttributeProto.Builder real(String name, float value) {
    return AttributeProto.newBuilder().setName(name).setType(1).setF(value);
  }

  private Training read(Map<String, String> metadata) throws ModelReadException {
    var model = model(relu());
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return read(model);
  }

  private Training read(ModelProto.Builder model) throws ModelReadException {
    return Models.read(directory, model).training();
  }
}
