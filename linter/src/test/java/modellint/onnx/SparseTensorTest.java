package modellint.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import modellint.graph.ElementType;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Weights;
import modellint.onnx.proto.SparseTensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseTensorTest {

  @TempDir Path directory;

  @Test
  void what_is_not_stored_is_zero() throws ModelReadException {
    Parameter parameter = read(new long[] {2}, 1, 5);

    assertEquals(Shape.of(2, 3), parameter.shape());
    assertEquals(List.of(0.0, 4.0, 0.0, 0.0, 0.0, -8.0), parameter.values().orElseThrow());
    var measured = (Weights.Measured) parameter.weights();
    assertEquals(4, measured.zeros());
    assertEquals(new Moments(3, 4.0 / 3, 16.0 / 3, 4), measured.rows().get(0));
  }

  @Test
  void places_may_have_a_number_for_every_dimension() throws ModelReadException {
    assertEquals(read(new long[] {2}, 1, 5), read(new long[] {2, 2}, 0, 1, 1, 2));
  }

  @Test
  void blocks_without_a_value_are_zero_too() throws ModelReadException {
    var tensor =
        SparseTensorProto.newBuilder()
            .addDims(20_000)
            .setValues(Models.floats("w", 1, 3))
            .setIndices(
                Models.tensor("", ElementType.INT64, 2).addInt64Data(0).addInt64Data(19_999));

    var measured = (Weights.Measured) read(tensor).weights();

    assertEquals(19_998, measured.zeros());
    assertEquals(20_000, measured.all().count());
    assertEquals(4.0 / 20_000, measured.all().mean(), 1e-15);
  }

  private Parameter read(long[] indexShape, long... indices) throws ModelReadException {
    var places = Models.tensor("", ElementType.INT64, indexShape);
    for (long index : indices) {
      places.addInt64Data(index);
    }
    return read(
        SparseTensorProto.newBuilder()
            .addDims(2)
            .addDims(3)
            .setValues(Models.floats("w", 4, -8))
            .setIndices(places));
  }

  private Parameter read(SparseTensorProto.Builder tensor) throws ModelReadException {
    var model = Models.model(Models.relu().addSparseInitializer(tensor));
    return Models.read(directory, model).parameters().get("w");
  }
}
