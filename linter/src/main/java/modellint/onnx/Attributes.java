package modellint.onnx;

import com.google.protobuf.ByteString;
import java.util.Optional;
import modellint.graph.Attribute;
import modellint.onnx.proto.AttributeProto;

/** Attribute values that need neither tensors nor graphs; which kind an attribute is of. */
final class Attributes {

  /** The kinds of attribute, with the numbers of ONNX's {@code AttributeType}. */
  enum Kind {
    UNDEFINED,
    FLOAT,
    INT,
    STRING,
    TENSOR,
    GRAPH,
    FLOATS,
    INTS,
    STRINGS,
    TENSORS,
    GRAPHS,
    SPARSE_TENSOR,
    SPARSE_TENSORS,
    TYPE_PROTO,
    TYPE_PROTOS
  }

  private Attributes() {}

  /** The stated kind, or for files from before kinds were stated the one that has a value. */
  static Kind kind(AttributeProto attribute) throws ModelReadException {
    Kind present = present(attribute);
    int stated = attribute.getType();
    if (stated < 0 || stated >= Kind.values().length) {
      throw ModelReadException.unsupported(
          "attribute " + attribute.getName() + " is of unknown type " + stated);
    }
    if (stated == 0) {
      return present;
    }
    Kind kind = Kind.values()[stated];
    if (present != Kind.UNDEFINED && present != kind) {
      throw ModelReadException.unreadable(
          "attribute " + attribute.getName() + " is stated as " + kind + " but holds " + present);
    }
    return kind;
  }

  private static Kind present(AttributeProto it) throws ModelReadException {
    boolean[] has = {
      false,
      it.hasF(),
      it.hasI(),
      it.hasS(),
      it.hasT(),
      it.hasG(),
      it.getFloatsCount() > 0,
      it.getIntsCount() > 0,
      it.getStringsCount() > 0,
      it.getTensorsCount() > 0,
      it.getGraphsCount() > 0,
      it.hasSparseTensor(),
      it.getSparseTensorsCount() > 0,
      it.hasTp(),
      it.getTypeProtosCount() > 0
    };
    Kind found = Kind.UNDEFINED;
    for (Kind kind : Kind.values()) {
      if (has[kind.ordinal()]) {
        if (found != Kind.UNDEFINED) {
          throw ModelReadException.unreadable(
              "attribute " + it.getName() + " holds two values, " + found + " and " + kind);
        }
        found = kind;
      }
    }
    return found;
  }

  /** The value, unless it is a tensor or a graph. */
  static Optional<Attribute> plain(AttributeProto it, Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case FLOAT -> new Attribute.Real(it.getF());
          case INT -> new Attribute.Int(it.getI());
          case STRING -> new Attribute.Text(Words.decode(it.getS()));
          case FLOATS ->
              new Attribute.Reals(it.getFloatsList().stream().map(Float::doubleValue).toList());
          case INTS -> new Attribute.Ints(it.getIntsList());
          case STRINGS ->
              new Attribute.Texts(
                  it.getStringsList().stream().map((ByteString s) -> Words.decode(s)).toList());
          case TENSOR, GRAPH, SPARSE_TENSOR -> null;
          case UNDEFINED, TENSORS, GRAPHS, SPARSE_TENSORS, TYPE_PROTO, TYPE_PROTOS ->
              new Attribute.Other(kind.name().toLowerCase(java.util.Locale.ROOT));
        });
  }
}
