package modellint.report;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import modellint.engine.CheckedModel;
import modellint.engine.Growth;
import modellint.engine.LayerRow;
import modellint.engine.ModelRun;
import modellint.graph.Dim;
import modellint.graph.Histogram;
import modellint.graph.Loss;
import modellint.graph.Shape;
import modellint.graph.Training;

/** A model's entry in the JSON report. */
final class JsonModel {

  private JsonModel() {}

  static void write(CheckedModel model, JsonOut json) throws IOException {
    json.object(() -> fields(model, json));
  }

  static void fields(CheckedModel model, JsonOut json) throws IOException {
    json.field("path", model.path())
        .field("name", model.name())
        .field("kind", model.kind())
        .field("line", model.line())
        .field("parameters", model.parameters())
        .field("trainableParameters", model.trainableParameters())
        .field("weights", model.weights());
    json.texts("unknowns", model.unknowns());
    if (model.training().isPresent()) {
      training(model.training().get(), json);
    } else {
      json.nothing("training");
    }
    json.array(
        "layers",
        () -> {
          for (LayerRow layer : model.layers()) {
            layer(layer, json);
          }
        });
    json.array(
        "skips",
        () -> {
          for (CheckedModel.Skip skip : model.skips()) {
            json.object(() -> json.field("from", skip.from()).field("to", skip.to()));
          }
        });
    growth(model.gradientGrowth(), json);
    if (model.run().isPresent()) {
      run(model.run().get(), json);
    } else {
      json.nothing("run");
    }
  }

  private static void run(ModelRun run, JsonOut json) throws IOException {
    json.object(
        "run",
        () -> {
          json.field("runs", run.runs());
          if (run.breakdown().isPresent()) {
            ModelRun.Breakdown it = run.breakdown().get();
            json.object(
                "breakdown",
                () -> json.field("node", it.node()).field("op", it.op()).field("pass", it.pass()));
          } else {
            json.nothing("breakdown");
          }
        });
  }

  private static void training(Training training, JsonOut json) throws IOException {
    json.object(
        "training",
        () -> {
          json.field("optimizer", training.optimizer())
              .field("learningRate", training.learningRate())
              .field("momentum", training.momentum())
              .field("schedule", training.schedule())
              .field("loss", training.loss().map(Loss::word));
          if (training.clipping().isPresent()) {
            Training.Clipping clipping = training.clipping().get();
            json.object(
                "clipping",
                () -> json.field("kind", clipping.kind()).field("threshold", clipping.threshold()));
          } else {
            json.nothing("clipping");
          }
          json.field("l1", training.l1())
              .field("l2", training.l2())
              .field("batchSize", training.batchSize());
        });
  }

  private static void layer(LayerRow layer, JsonOut json) throws IOException {
    json.object(
        () -> {
          json.field("name", layer.name())
              .field("op", layer.op())
              .field("weight", layer.weight())
              .field("output", layer.output())
              .field("line", layer.line())
              .field("parameters", layer.parameters());
          if (layer.outputShape().isPresent()) {
            shape(layer.outputShape().get(), json);
          } else {
            json.nothing("outputShape");
          }
          if (layer.init().isPresent()) {
            init(layer.init().get(), json);
          } else {
            json.nothing("init");
          }
          json.field("activation", layer.activation());
          if (layer.predicted().isPresent()) {
            predicted(layer.predicted().get(), json);
          } else {
            json.nothing("predicted");
          }
          if (layer.measured().isPresent()) {
            measured(layer.measured().get(), json);
          } else {
            json.nothing("measured");
          }
        });
  }

  private static void shape(Shape shape, JsonOut json) throws IOException {
    json.array(
        "outputShape",
        () -> {
          for (Dim dim : shape.dims()) {
            if (dim.isKnown()) {
              json.element(dim.size());
            } else {
              json.element(dim.toString());
            }
          }
        });
  }

  private static void init(LayerRow.Init init, JsonOut json) throws IOException {
    json.object(
        "init",
        () ->
            json.field("std", init.std())
                .field("mean", init.mean())
                .field("fanIn", fan(init.fanIn()))
                .field("fanOut", fan(init.fanOut()))
                .field("declared", init.declared())
                .field("fitted", init.fitted())
                .array("histogram", () -> shares(init.histogram(), json)));
  }

  private static OptionalLong fan(long fan) {
    return fan > 0 ? OptionalLong.of(fan) : OptionalLong.empty();
  }

  private static void shares(Histogram histogram, JsonOut json) throws IOException {
    for (int share : histogram.shares()) {
      json.element(share);
    }
  }

  private static void predicted(LayerRow.Predicted predicted, JsonOut json) throws IOException {
    json.object(
        "predicted",
        () ->
            json.field("activationRms", predicted.activationRms())
                .field("gradientLog10", predicted.gradientLog10())
                .field("weightGradientLog10", predicted.weightGradientLog10())
                .field("low", predicted.low())
                .field("high", predicted.high())
                .field("relativeUpdate", predicted.relativeUpdate()));
  }

  private static void measured(LayerRow.Measured measured, JsonOut json) throws IOException {
    json.object(
        "measured",
        () ->
            json.field("activationRms", measured.activationRms())
                .field("gradientLog10", measured.gradientLog10())
                .field("weightGradientLog10", measured.weightGradientLog10())
                .field("gradientNorm", measured.gradientNorm())
                .field("weightGradientRms", measured.weightGradientRms())
                .field("zeroShare", measured.zeroShare())
                .field("saturatedShare", measured.saturatedShare())
                .field("relativeUpdate", measured.relativeUpdate())
                .field("nonFinite", measured.nonFinite()));
  }

  private static void growth(Growth growth, JsonOut json) throws IOException {
    json.object(
        "gradientGrowth",
        () -> {
          json.field("loss", growth.loss())
              .field("predicted", growth.predicted())
              .field("low", growth.low())
              .field("high", growth.high())
              .field("measured", growth.measured())
              .field("abstained", growth.abstained());
          json.array(
              "assumed",
              () -> {
                for (Map.Entry<String, Long> size : growth.assumed().entrySet()) {
                  json.object(
                      () -> json.field("symbol", size.getKey()).field("size", size.getValue()));
                }
              });
        });
  }
}
