package modellint.onnx;

import java.util.ArrayList;
import java.util.Optional;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;

/** What a file declares of inputs, outputs and values in between. */
final class Values {

  private Values() {}

  /** Sequences, maps and optionals have no element type and no shape here. */
  static Value read(String name, ValueInfoProto stated) {
    TypeProto type = stated.getType();
    TypeProto.Tensor tensor =
        type.hasSparseTensorType() ? type.getSparseTensorType() : type.getTensorType();
    return new Value(
        name,
        type(tensor.getElemType()),
        tensor.hasShape() ? Optional.of(shape(name, tensor.getShape())) : Optional.empty());
  }

  private static ElementType type(int number) {
    ElementType[] types = ElementType.values();
    return number >= 0 && number < types.length ? types[number] : ElementType.UNDEFINED;
  }

  /** A size that is not stated, or stated as -1 as some exporters do, becomes its own symbol. */
  private static Shape shape(String name, TensorShapeProto stated) {
    var dims = new ArrayList<Dim>(stated.getDimCount());
    for (TensorShapeProto.Dimension dim : stated.getDimList()) {
      if (dim.hasDimValue() && dim.getDimValue() >= 0) {
        dims.add(Dim.of(dim.getDimValue()));
      } else if (!dim.getDimParam().isEmpty()) {
        dims.add(Dim.symbol(Words.decode(dim.getDimParamBytes())));
      } else {
        dims.add(Dim.symbol(name + "[" + dims.size() + "]"));
      }
    }
    return new Shape(dims);
  }
}
