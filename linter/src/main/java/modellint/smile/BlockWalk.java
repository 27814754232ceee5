package modellint.smile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Unreadable;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Program;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * The forward pass of {@code smile.deep} layers, drawn while the program runs it: layers of the
 * library draw themselves, and the {@code forward} of the program's own blocks is evaluated.
 */
final class BlockWalk implements Api {

  private static final String TENSOR = "smile.deep.tensor.Tensor";
  private static final int DEEPEST = 40;

  private final Api api;
  private final DeepDrawing drawing;
  private final Map<Obj, DeepDrawing.Tensor> tensors = new IdentityHashMap<>();
  private int depth;

  BlockWalk(Api api, DeepDrawing drawing) {
    this.api = api;
    this.drawing = drawing;
  }

  /** What stops the evaluation in the middle of a forward pass. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Stopped(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  /** Draws {@code root} on the network's input. */
  void draw(Obj root) throws Unreadable {
    try {
      drawing.end(forward(root, DeepDrawing.Tensor.INPUT));
    } catch (Stopped e) {
      throw new Unreadable(e.reason);
    }
  }

  private DeepDrawing.Tensor forward(Obj layer, DeepDrawing.Tensor in) {
    if (++depth > DEEPEST) {
      throw new Stopped("blocks are nested deeper than " + DEEPEST);
    }
    try {
      Optional<DeepDrawing.Tensor> written = written(layer, in);
      if (written.isPresent()) {
        return written.get();
      }
      if (DeepReader.isSequence(layer)) {
        DeepDrawing.Tensor at = in;
        for (Obj part : DeepReader.children(layer)) {
          at = forward(part, at);
        }
        return at;
      }
      if (DeepReader.isBlock(layer)) {
        throw new Stopped("the forward method of " + layer.type() + " is not at hand");
      }
      return drawing.add(in, layer);
    } catch (Unreadable e) {
      throw new Stopped(e.reason());
    } finally {
      depth--;
    }
  }

  /** What the program's own {@code forward} gives; empty where {@code layer} has none. */
  private Optional<DeepDrawing.Tensor> written(Obj layer, DeepDrawing.Tensor in) {
    Optional<Program> program = layer.program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    try {
      return program
          .get()
          .call(layer, "forward", List.of(value(in, layer.origin().place())), this)
          .map(this::tensor);
    } catch (Program.Ended e) {
      throw new Stopped("forward of " + layer.type() + " does not end: " + e.getMessage());
    }
  }

  private Value value(DeepDrawing.Tensor tensor, Place.Line place) {
    var object = new Obj(TENSOR, new Origin.Made(List.of(), place));
    tensors.put(object, tensor);
    return object;
  }

  private Optional<DeepDrawing.Tensor> known(Value value) {
    return value instanceof Obj it ? Optional.ofNullable(tensors.get(it)) : Optional.empty();
  }

  private DeepDrawing.Tensor tensor(Value value) {
    return known(value)
        .orElseThrow(
            () ->
                new Stopped(
                    value.why().orElse("what the forward pass computes is not understood")));
  }

  @Override
  public boolean has(String type) {
    return api.has(type);
  }

  @Override
  public boolean answersFor(String type) {
    return api.answersFor(type);
  }

  @Override
  public String staticResultType(String type, String method) {
    return api.staticResultType(type, method);
  }

  @Override
  public String resultType(String receiver, String method) {
    return api.resultType(receiver, method);
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    if (known(receiver).isPresent()) {
      return operation(receiver, call);
    }
    if (call.method().matches("forward|apply") && known(call.argument(0)).isPresent()) {
      DeepDrawing.Tensor result = forward(receiver, tensor(call.argument(0)));
      return Optional.of(
          isInPlace(receiver) && call.argument(0) instanceof Obj in
              ? changed(in, result, call)
              : value(result, call.place()));
    }
    if (call.method().equals("isInplace") && api.has(receiver.type())) {
      return Optional.of(new Value.Truth(isInPlace(receiver)));
    }
    return api.result(receiver, call);
  }

  /** Functions and dropout are told by a flag to write over what they read. */
  private static boolean isInPlace(Obj layer) {
    return layer.type().startsWith("smile.deep.")
        && layer.type().matches(".*\\.(?:activation\\.\\w+|DropoutLayer)")
        && layer.origin().arguments().stream().anyMatch(it -> it.truth().orElse(false));
  }

  /** The tensor itself, with other values from here on. */
  private Value changed(Obj tensor, DeepDrawing.Tensor values, Call call) {
    if (!call.certain()) {
      throw new Stopped(
          "whether line " + call.place().line() + " changes its tensor depends on a condition");
    }
    tensors.put(tensor, values);
    return tensor;
  }

  private Optional<Value> operation(Obj receiver, Call call) {
    DeepDrawing.Tensor in = tensor(receiver);
    String method = call.method().replaceAll("_$", "");
    return switch (method) {
      case "size", "shape", "dim", "dtype", "device", "close" -> Optional.empty();
      case "contiguous", "to", "setRequireGrad" -> Optional.of(receiver);
      default -> {
        DeepDrawing.Tensor result = result(in, method, call);
        yield Optional.of(
            call.method().endsWith("_")
                ? changed(receiver, result, call)
                : value(result, call.place()));
      }
    };
  }

  private DeepDrawing.Tensor result(DeepDrawing.Tensor in, String method, Call call) {
    return switch (method) {
      case "detach" -> drawing.detached(in, call.place());
      case "view", "reshape", "flatten" -> flat(in, call);
      case "add", "sub", "mul", "div" -> arithmetic(in, method, call);
      case "dropout" -> {
        double ratio =
            call.argument(0).real().orElseThrow(() -> new Stopped("the ratio of a dropout"));
        yield drawing.dropout(in, ratio, call.place());
      }
      default -> {
        Activation function = Functions.named(method, call.arguments());
        if (function.operator().startsWith("java.")) {
          throw new Stopped("what " + method + " does to a tensor is not modelled");
        }
        yield drawing.activation(in, function, call.place());
      }
    };
  }

  /** Only images become rows: any other new shape would change what the axes mean. */
  private DeepDrawing.Tensor flat(DeepDrawing.Tensor in, Call call) {
    var sizes = new ArrayList<Value>();
    call.arguments()
        .forEach(it -> it.elements().ifPresentOrElse(sizes::addAll, () -> sizes.add(it)));
    boolean rows =
        call.method().equals("flatten")
            ? sizes.size() == 1 && sizes.get(0).whole().filter(it -> it == 1).isPresent()
            : sizes.size() == 2;
    if (!rows) {
      throw new Stopped("the new shape of line " + call.place().line() + " is not modelled");
    }
    return drawing.flatten(in, call.place());
  }

  private DeepDrawing.Tensor arithmetic(DeepDrawing.Tensor in, String method, Call call) {
    Optional<DeepDrawing.Tensor> other = known(call.argument(0));
    Optional<Double> number = call.argument(0).real();
    if ((other.isEmpty() && number.isEmpty()) || call.arguments().size() > 1) {
      throw new Stopped("an operand of line " + call.place().line() + " is not known");
    }
    return drawing.arithmetic(in, method, other, number, call.place());
  }
}
