package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import modellint.verify.tape.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {

  private static final int BATCH = 64;

  @TempDir private Path directory;

  @Test
  void half_of_what_a_relu_gives_is_zero() throws IOException {
    assertEquals(0.5, behind("Relu").zero(), 0.05);
  }

  @Test
  void behind_wide_weights_a_sigmoid_is_flat() throws IOException {
    Answer.Units units = behind("Sigmoid");

    assertTrue(units.saturated() > 0.1 && units.saturated() < 0.5, units.toString());
    assertTrue(units.zero() < 0.01, units.toString());
  }

  @Test
  void of_functions_that_have_no_flat_end_none_is_said() throws IOException {
    assertTrue(Double.isNaN(behind("Softplus").saturated()));
  }

  @Test
  void units_with_the_same_weights_learn_the_same() throws IOException {
    assertTrue(behind("Relu").unlike() > 0.1);
  }

  @Test
  void stations_are_read_like_layers() throws IOException {
    var sketch = network("Relu");
    Answer.Seed seed = run(sketch, List.of("fc1", "act")).seeds().get(0);

    assertEquals(
        Math.log10(seed.layers().get(0).activationRms()),
        seed.stations().get(0).signalLog10(),
        1e-6);
    assertEquals(
        seed.layers().get(0).gradientLog10(), seed.stations().get(0).gradientLog10(), 1e-6);
    assertTrue(seed.stations().get(1).signalLog10() < seed.stations().get(0).signalLog10());
  }

  @Test
  void the_first_node_that_makes_nan_is_named() throws IOException {
    var sketch =
        new Sketch()
            .input("x", Type.FLOAT, "N", 16)
            .weight("w1", 16, 16)
            .weight("w2", 16, 4)
            .node("fc1", "MatMul", "x", "w1")
            .node("log", "Log", "fc1")
            .node("fc2", "MatMul", "log", "w2")
            .output("fc2");

    Answer.Seed seed = run(sketch, List.of()).seeds().get(0);

    assertEquals(Optional.of(new Answer.Fault("log", "Log")), seed.forward());
  }

  @Test
  void an_infinity_that_turns_into_nan_later_is_followed_to_its_source() throws IOException {
    var sketch =
        new Sketch()
            .input("x", Type.FLOAT, "N", 16)
            .weight("w1", 16, 16)
            .weight("w2", 16, 4)
            .scalar("large", 1000)
            .node("fc1", "MatMul", "x", "w1")
            .node("scaled", "Mul", "fc1", "large")
            .node("exp", "Exp", "scaled")
            .node("difference", "Sub", "exp", "exp")
            .node("fc2", "MatMul", "difference", "w2")
            .output("fc2");

    Answer.Seed seed = run(sketch, List.of()).seeds().get(0);

    assertEquals(Optional.of(new Answer.Fault("exp", "Exp")), seed.forward());
  }

  @Test
  void the_first_node_that_breaks_the_gradient_is_named() throws IOException {
    var sketch =
        new Sketch()
            .input("x", Type.FLOAT, "N", 16)
            .weight("w1", 16, 16)
            .weight("w2", 16, 4)
            .scalar("nothing", 0)
            .node("fc1", "MatMul", "x", "w1")
            .node("zeros", "Mul", "fc1", "nothing")
            .node("root", "Sqrt", "zeros")
            .node("fc2", "MatMul", "root", "w2")
            .output("fc2");

    Answer.Seed seed = run(sketch, List.of()).seeds().get(0);

    assertEquals(Optional.empty(), seed.forward());
    assertEquals(Optional.of(new Answer.Fault("root", "Sqrt")), seed.backward());
  }

  @Test
  void a_batch_that_is_open_by_name_alone_is_remarked() throws IOException {
    var sketch =
        network("Relu")
            .integers("shape", BATCH, 8)
            .node("flat", "Reshape", "fc2", "shape")
            .output("flat");

    Answer answer = run(sketch, List.of());

    assertEquals(
        List.of("the batch is open in the model's inputs, but it takes no batch of 3"),
        answer.remarks());
    assertEquals(List.of(), run(network("Relu"), List.of()).remarks());
  }

  private Answer.Units behind(String function) throws IOException {
    return run(network(function), List.of()).seeds().get(0).layers().get(0).units();
  }

  private static Sketch network(String function) {
    return new Sketch()
        .input("x", Type.FLOAT, "N", 16)
        .weight("w1", 16, 64)
        .weight("w2", 64, 8)
        .node("fc1", "MatMul", "x", "w1")
        .node("act", function, "fc1")
        .node("fc2", "MatMul", "act", "w2")
        .output("fc2");
  }

  private Answer run(Sketch sketch, List<String> stations) throws IOException {
    boolean hasActivation =
        sketch.graph().getNodeList().stream().anyMatch(it -> it.getName().equals("act"));
    String function =
        sketch.graph().getNodeList().stream()
            .filter(it -> it.getName().equals("act"))
            .map(it -> it.getOpType())
            .findFirst()
            .orElse("");
    var first = new Question.Target("fc1", "w1", 1, hasActivation ? "act" : "", function);
    return Probe.of(
        new Question(
            sketch.write(directory),
            "random",
            Question.Inputs.of(BATCH),
            List.of(1L),
            List.of(first, new Question.Target("fc2", "w2")),
            stations,
            Optional.empty(),
            List.of()));
  }
}
