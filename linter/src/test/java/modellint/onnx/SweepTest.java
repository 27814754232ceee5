package modellint.onnx;

import static modellint.onnx.Models.floats;
import static modellint.onnx.Models.graphAttribute;
import static modellint.onnx.Models.node;
import static modellint.onnx.Models.relu;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.SparseTensorProto;
import modellint.onnx.proto.StringStringEntryProto;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes, a graph comes back or a {@link ModelReadException}: nothing else. */
class SweepTest {

  private static final int SEED = 20260;

  @TempDir Path directory;

  @Test
  void a_file_cut_anywhere_is_refused_unless_a_whole_model_remains() {
    byte[] whole = rich().toByteArray();
    Set<Integer> sound = boundaries();
    int read = 0;
    for (int length = 0; length < whole.length; length++) {
      boolean came = readable(Arrays.copyOf(whole, length));
      assertEquals(sound.contains(length), came, "cut at byte " + length);
      read += came ? 1 : 0;
    }

    assertEquals(sound.size(), read);
    assertTrue(readable(whole));
  }

  @Test
  void a_flipped_bit_leads_to_a_graph_or_a_refusal() {
    byte[] whole = rich().toByteArray();
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      refused += readable(flipped) ? 0 : 1;
    }

    assertTrue(refused > whole.length, refused + " refused");
  }

  @Test
  void mutated_models_lead_to_a_graph_or_a_refusal() {
    mutate(4_000);
  }

  @Test
  @Tag("oracle")
  void very_many_mutated_models_lead_to_a_graph_or_a_refusal() {
    mutate(200_000);
  }

  @Test
  void random_bytes_are_refused() {
    var random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      var bytes = new byte[random.nextInt(i % 2 == 0 ? 16 : 2_000)];
      random.nextBytes(bytes);
      assertTrue(!readable(bytes), Arrays.toString(bytes));
    }
  }

  private void mutate(int times) {
    byte[] whole = rich().toByteArray();
    var random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < times; i++) {
      refused += readable(mutated(whole, random)) ? 0 : 1;
    }

    assertTrue(refused > times / 2, refused + " refused");
  }

  /** A few bytes changed, a stretch repeated, moved or left out. */
  private static byte[] mutated(byte[] whole, Random random) {
    var bytes = new ByteArrayOutputStream();
    int from = random.nextInt(whole.length);
    int to = Math.min(whole.length, from + random.nextInt(40));
    switch (random.nextInt(4)) {
      case 0 -> {
        bytes.write(whole, 0, to);
        bytes.write(whole, from, whole.length - from);
      }
      case 1 -> {
        bytes.write(whole, 0, from);
        bytes.write(whole, to, whole.length - to);
      }
      case 2 -> {
        bytes.write(whole, 0, from);
        int other = random.nextInt(whole.length);
        bytes.write(whole, other, Math.min(to - from, whole.length - other));
        bytes.write(whole, to, whole.length - to);
      }
      default -> bytes.writeBytes(whole);
    }
    byte[] result = bytes.toByteArray();
    byte[] telling = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, (byte) random.nextInt()};
    for (int i = random.nextInt(4); i > 0 && result.length > 0; i--) {
      result[random.nextInt(result.length)] = telling[random.nextInt(telling.length)];
    }
    return result;
  }

  private boolean readable(byte[] bytes) {
    try {
      Graph graph = OnnxReader.read(Models.write(directory, bytes));
      assertTrue(!graph.nodes().isEmpty());
      return true;
    } catch (ModelReadException e) {
      assertTrue(!e.reason().isBlank());
      return false;
    }
  }

  /** Ends of the fields of the model behind its graph and operator sets: a cut there shows not. */
  private static Set<Integer> boundaries() {
    ModelProto rich = rich();
    var sound = new HashSet<Integer>();
    ModelProto.Builder grown =
        rich.toBuilder().clearMetadataProps().clearTrainingInfo().clearFunctions();
    sound.add(grown.build().getSerializedSize());
    for (StringStringEntryProto entry : rich.getMetadataPropsList()) {
      grown.addMetadataProps(entry);
      sound.add(grown.build().getSerializedSize());
    }
    sound.remove(rich.getSerializedSize());
    return sound;
  }

  /** A model with one of everything; functions last, so that cuts before them leave calls open. */
  private static ModelProto rich() {
    var sparse =
        SparseTensorProto.newBuilder()
            .addDims(6)
            .setValues(floats("s", 1, 2))
            .setIndices(Models.tensor("", ElementType.INT64, 2).addInt64Data(1).addInt64Data(4));
    var branch =
        relu()
            .clearInput()
            .addInitializer(floats("inner", 1, 2))
            .addNode(node("Add", "x inner", "q"));
    var function =
        FunctionProto.newBuilder()
            .setName("F")
            .setDomain("f")
            .addInput("a")
            .addOutput("b")
            .addAttribute("alpha")
            .addNode(
                node("Elu", "a", "b")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("alpha")
                            .setType(1)
                            .setRefAttrName("alpha")));
    var graph =
        relu()
            .addInitializer(floats("w", 1, -2, 3))
            .addInitializer(
                Models.tensor("h", ElementType.FLOAT16, 2, 2)
                    .setRawData(ByteString.copyFrom(new byte[] {0, 60, 0, 0, 1, 2, 3, 4})))
            .addInitializer(
                Models.tensor("i", ElementType.INT32, 2).addInt32Data(-1).addInt32Data(7))
            .addSparseInitializer(sparse)
            .addValueInfo(Models.value("y", 2, 3))
            .addNode(
                node("Conv", "y w -", "c")
                    .setName("conv")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("pads")
                            .setType(7)
                            .addInts(1)
                            .addInts(1)))
            .addNode(node("If", "c", "z").addAttribute(graphAttribute("then_branch", branch)))
            .addNode(node("F", "z", "last").setDomain("f"))
            .addOutput(Models.value("last"));
    return Models.model(graph)
        .setProducerName("sweep")
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey("a").setValue("b"))
        .addMetadataProps(StringStringEntryProto.newBuilder().setKey("c").setValue("d"))
        .addFunctions(function)
        .build();
  }
}
