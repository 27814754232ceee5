package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.signal.Assumptions;
import modellint.engine.NotChecked;
import modellint.engine.Suspect;
import modellint.engine.Verdict;
import modellint.engine.Verification;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Subject;
import modellint.rules.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators whose code is neither in the model nor in the runtime: no process is started. */
class StrangerTest {

  private static final Path FADING = Path.of("..", "fixtures", "oracle", "mlp-gelu-torch.onnx");

  private static final NodeProto STRANGER =
      NodeProto.newBuilder()
          .setDomain("vendor")
          .setOpType("Mystery")
          .addInput("input")
          .addOutput("mystery")
          .build();

  @TempDir private Path directory;

  @Test
  void a_custom_operator_leaves_every_finding_open() throws IOException, ModelReadException {
    refused(STRANGER);
  }

  @Test
  void a_custom_operator_is_seen_in_a_branch() throws IOException, ModelReadException {
    GraphProto branch =
        GraphProto.newBuilder()
            .setName("branch")
            .addNode(STRANGER)
            .addOutput(ValueInfoProto.newBuilder().setName("mystery"))
            .build();

    refused(
        NodeProto.newBuilder()
            .setOpType("If")
            .addInput("input")
            .addAttribute(branch("then_branch", branch))
            .addAttribute(branch("else_branch", branch))
            .addOutput("chosen")
            .build());
  }

  private static AttributeProto branch(String name, GraphProto body) {
    return AttributeProto.newBuilder().setName(name).setType(5).setG(body).build();
  }

  private void refused(NodeProto more) throws IOException, ModelReadException {
    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(FADING));
    Path file = directory.resolve("stranger.onnx");
    Files.write(
        file,
        model.toBuilder()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("vendor").setVersion(1))
            .setGraph(model.getGraph().toBuilder().addNode(more))
            .build()
            .toByteArray());
    var subject = new Subject(OnnxReader.read(file), Map.of(), Assumptions.DEFAULT);
    List<Finding> findings = Inspection.of(Rules.ALL, subject).findings();
    assertFalse(findings.isEmpty(), "the network has no finding");

    Verification verification =
        new RuntimeVerifier()
            .verify(
                new Suspect(
                    file, Optional.empty(), subject, Rules.ALL, findings, (done, runs) -> {}));

    String reason = "the operator vendor.Mystery does not come with ONNX Runtime";
    assertEquals(
        Verification.failed(findings.size(), NotChecked.Kind.UNSUPPORTED, reason), verification);
    assertEquals(Verdict.INCONCLUSIVE, verification.verdicts().get(0).verdict());
  }
}
