package modellint.smile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Set<Obj> weighted = Collections.newSetFromMap(new IdentityHashMap<>());
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
      if (DeepReader.isSequence(layer)) {
        DeepDrawing.Tensor at = in;
        for (Obj part : DeepReader.children(layer)) {
          at = forward(part, at);
        }
        return at;
      }
      return DeepReader.isBlock(layer) ? written(layer, in) : single(layer, in);
    } catch (Unreadable e) {
      throw new Stopped(e.reason());
    } finally {
      depth--;
    }
  }

  private DeepDrawing.Tensor single(Obj layer, DeepDrawing.Tensor in) throws Unreadable {
    DeepReader.Part part = DeepReader.part(layer);
    int before = drawing.parameters();
    if (weighted.contains(layer)) {
      throw new Unreadable("the layer of line " + part.place().line() + " is used twice");
    }
    DeepDrawing.Tensor result = drawing.add(in, part);
    if (drawing.parameters() > before) {
      weighted.add(layer);
    }
    return result;
  }

  private DeepDrawing.Tensor written(Obj block, DeepDrawing.Tensor in) {
    Optional<Program> program = block.program();
    if (program.isEmpty()) {
      throw new Stopped("what " + block.type() + " does is in no source at hand");
    }
    try {
      List<Value> arguments = List.of(value(in, block.origin().place()));
      Value result =
          program
              .get()
              .call(block, "forward", arguments, this)
              .orElseThrow(
                  () -> new Stopped("the forward method of " + block.type() + " is not at hand"));
      return tensor(result);
    } catch (Program.Ended e) {
      throw new Stopped("forward of " + block.type() + " does not end: " + e.getMessage());
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
  public String staticResultType(String type, String method) {
    return api.staticResultType(type, method);
  }

  @Override
  public String resultType(String receiver, String method) {
    return api.resultType(receiver, method);
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    Optional<DeepDrawing.Tensor> tensor = known(receiver);
    if (tensor.isPresent()) {
      return operation(tensor.get(), call);
    }
    if (call.method().matches("forward|apply") && known(call.argument(0)).isPresent()) {
      return Optional.of(value(forward(receiver, tensor(call.argument(0))), call.place()));
    }
    return api.result(receiver, call);
  }

  private Optional<Value> operation(DeepDrawing.Tensor in, Call call) {
    String method = call.method().replaceAll("_$", "");
    return switch (method) {
      case "size", "shape", "dim", "dtype", "device", "close" -> Optional.empty();
      case "contiguous", "to", "setRequireGrad" -> Optional.of(value(in, call.place()));
      case "view", "reshape", "flatten" -> Optional.of(value(flat(in, call), call.place()));
      case "add", "sub", "mul", "div" ->
          Optional.of(value(arithmetic(in, method, call), call.place()));
      case "dropout" -> {
        double ratio =
            call.argument(0).real().orElseThrow(() -> new Stopped("the ratio of a dropout"));
        yield Optional.of(value(drawing.dropout(in, ratio, call.place()), call.place()));
      }
      default -> {
        Activation function = Functions.named(method, call.arguments());
        if (function.operator().startsWith("java.")) {
          throw new Stopped("what " + method + " does to a tensor is not modelled");
        }
        yield Optional.of(value(drawing.activation(in, function, call.place()), call.place()));
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
