package modellint.onnx;

import modellint.onnx.Field.Dropped;
import modellint.onnx.Field.Encoding;
import modellint.onnx.Field.Nested;
import modellint.onnx.Field.Number;
import modellint.onnx.Field.Payload;
import modellint.onnx.Field.Text;

/** The messages of the ONNX format as the scanner sees them: which field number holds what. */
enum Message {
  MODEL("model") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1, 5 -> NUMBER;
        case 2, 3, 4 -> TEXT;
        case 7 -> one(GRAPH);
        case 8 -> many(OPSET);
        case 14 -> many(ENTRY);
        case 20 -> many(TRAINING);
        case 25 -> many(FUNCTION);
        default -> DROPPED;
      };
    }
  },
  OPSET("operator set") {
    @Override
    Field field(int number) {
      return number == 1 ? TEXT : number == 2 ? NUMBER : DROPPED;
    }
  },
  ENTRY("key and value") {
    @Override
    Field field(int number) {
      return number == 1 || number == 2 ? TEXT : DROPPED;
    }
  },
  TRAINING("training information") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1, 2 -> one(GRAPH);
        case 3, 4 -> many(ENTRY);
        default -> DROPPED;
      };
    }
  },
  FUNCTION("function") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1, 4, 5, 6, 10, 13 -> TEXT;
        case 7 -> many(NODE);
        case 9 -> many(OPSET);
        case 11 -> many(ATTRIBUTE);
        case 12 -> many(VALUE);
        default -> DROPPED;
      };
    }
  },
  GRAPH("graph") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1 -> many(NODE);
        case 2 -> TEXT;
        case 5 -> many(TENSOR);
        case 11, 12, 13 -> many(VALUE);
        case 15 -> many(SPARSE_TENSOR);
        default -> DROPPED;
      };
    }
  },
  NODE("node") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1, 2, 3, 4, 7, 8 -> TEXT;
        case 5 -> many(ATTRIBUTE);
        case 9 -> many(ENTRY);
        default -> DROPPED;
      };
    }
  },
  ATTRIBUTE("attribute") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1, 4, 9, 21 -> TEXT;
        case 2, 7 -> new Number(Encoding.FIXED32);
        case 3, 8, 20 -> NUMBER;
        case 5 -> one(TENSOR);
        case 6 -> one(GRAPH);
        case 10 -> many(TENSOR);
        case 11 -> many(GRAPH);
        case 14 -> one(TYPE);
        case 15 -> many(TYPE);
        case 22 -> one(SPARSE_TENSOR);
        case 23 -> many(SPARSE_TENSOR);
        default -> DROPPED;
      };
    }
  },
  VALUE("value") {
    @Override
    Field field(int number) {
      return number == 1 ? TEXT : number == 2 ? one(TYPE) : DROPPED;
    }
  },
  TENSOR("tensor") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1, 2, 14 -> NUMBER;
        case 3 -> one(SEGMENT);
        case 4 -> new Payload(Encoding.FIXED32);
        case 5, 7, 11 -> new Payload(Encoding.VARINT);
        case 8 -> TEXT;
        case 9 -> new Payload(Encoding.BYTES);
        case 10 -> new Payload(Encoding.FIXED64);
        case 13 -> many(ENTRY);
        default -> DROPPED;
      };
    }
  },
  SEGMENT("segment") {
    @Override
    Field field(int number) {
      return number == 1 || number == 2 ? NUMBER : DROPPED;
    }
  },
  SPARSE_TENSOR("sparse tensor") {
    @Override
    Field field(int number) {
      return number == 1 || number == 2 ? one(TENSOR) : number == 3 ? NUMBER : DROPPED;
    }
  },
  TYPE("type") {
    @Override
    Field field(int number) {
      return switch (number) {
        case 1, 8 -> one(TENSOR_TYPE);
        case 4, 9 -> one(ELEMENT_TYPE);
        case 5 -> one(MAP_TYPE);
        case 7 -> one(OPAQUE_TYPE);
        default -> DROPPED;
      };
    }
  },
  TENSOR_TYPE("tensor type") {
    @Override
    Field field(int number) {
      return number == 1 ? NUMBER : number == 2 ? one(SHAPE) : DROPPED;
    }
  },
  ELEMENT_TYPE("element type") {
    @Override
    Field field(int number) {
      return number == 1 ? one(TYPE) : DROPPED;
    }
  },
  MAP_TYPE("map type") {
    @Override
    Field field(int number) {
      return number == 1 ? NUMBER : number == 2 ? one(TYPE) : DROPPED;
    }
  },
  OPAQUE_TYPE("opaque type") {
    @Override
    Field field(int number) {
      return number == 1 || number == 2 ? TEXT : DROPPED;
    }
  },
  SHAPE("shape") {
    @Override
    Field field(int number) {
      return number == 1 ? many(DIMENSION) : DROPPED;
    }
  },
  DIMENSION("dimension") {
    @Override
    Field field(int number) {
      return number == 1 ? NUMBER : number == 2 ? TEXT : DROPPED;
    }
  };

  private static final Field TEXT = new Text();
  private static final Field NUMBER = new Number(Encoding.VARINT);
  private static final Field DROPPED = new Dropped();

  private final String word;

  Message(String word) {
    this.word = word;
  }

  abstract Field field(int number);

  /** What messages for people call it. */
  String word() {
    return word;
  }

  private static Field one(Message message) {
    return new Nested(message, false);
  }

  private static Field many(Message message) {
    return new Nested(message, true);
  }
}
