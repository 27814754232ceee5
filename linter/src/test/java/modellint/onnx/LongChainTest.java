package modellint.onnx;

import static modellint.onnx.Models.node;
import static modellint.onnx.Models.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import modellint.onnx.proto.GraphProto;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongChainTest {

  private static final int SMALL_STACK = 1 << 18;

  @TempDir Path directory;

  @Test
  void a_hundred_thousand_nodes_need_no_deep_stack() throws InterruptedException {
    assertEquals("100000 nodes", readBackwards(100_000));
  }

  @Test
  @Tag("oracle")
  void a_million_nodes_need_no_deep_stack() throws InterruptedException {
    assertEquals("1000000 nodes", readBackwards(1_000_000));
  }

  /** A chain stored last node first, read on a thread with little stack. */
  private String readBackwards(int length) throws InterruptedException {
    var graph = GraphProto.newBuilder().addInput(value("v0")).addOutput(value("v" + length));
    for (int i = length; i > 0; i--) {
      graph.addNode(node("Relu", "v" + (i - 1), "v" + i).setName("n" + i));
    }
    Path file = Models.write(directory, Models.model(graph).build().toByteArray());
    graph.clear();
    var outcome = new AtomicReference<String>("");
    var reader = new Thread(null, () -> outcome.set(read(file)), "reader", SMALL_STACK);
    reader.start();
    reader.join();
    return outcome.get();
  }

  private static String read(Path file) {
    try {
      return OnnxReader.read(file).nodes().size() + " nodes";
    } catch (ModelReadException e) {
      return e.reason();
    }
  }
}
