package modellint.verify.run;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.gradient.Registry;
import modellint.verify.gradient.Reverse;
import modellint.verify.gradient.rules.Quantisations;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tape;
import modellint.verify.tape.Tensor;
import modellint.verify.unroll.Unrolled;

/**
 * A model with its backward graph, both loaded. The forward session gives out exactly what the
 * backward session reads; the tensors pass from one to the other without a copy.
 */
public final class Differentiated implements AutoCloseable {

  private static final String SEED = Tape.PREFIX + "seed:";
  private static final String GRADIENT = Tape.PREFIX + "gradient:";
  private static final String NORM = Tape.PREFIX + "norm:";
  private static final String READING = Tape.PREFIX + "reading:";
  private static final String RANGE = Tape.PREFIX + "range";

  private final OrtModel forward;
  private final Optional<OrtModel> backward;
  private final BackwardModel graph;
  private final Parted parted;
  private final Optional<Way> way;
  private final Set<String> given;
  private final Set<String> outputs;
  private final Set<String> results;
  private final Map<String, String> cuts;
  private final Remainder remainder;
  private final Optional<HalfRange> range;

  private Differentiated(
      OrtModel forward,
      Optional<OrtModel> backward,
      BackwardModel graph,
      Parted parted,
      Optional<Way> way,
      Set<String> given,
      Set<String> outputs,
      Set<String> results,
      Map<String, String> cuts,
      Remainder remainder,
      Optional<HalfRange> range) {
    this.remainder = remainder;
    this.range = range;
    this.forward = forward;
    this.backward = backward;
    this.graph = graph;
    this.parted = parted;
    this.way = way;
    this.given = given;
    this.outputs = outputs;
    this.results = results;
    this.cuts = cuts;
  }

  /**
   * What to differentiate.
   *
   * @param sources parameters and inputs that gradients are taken by
   * @param whole tensors whose gradient is given out whole
   * @param norms tensors of whose gradient only the norm is given out
   * @param values intermediate values whose own norm is given out
   * @param readings what else is computed from values and gradients
   */
  public record Request(
      Set<String> sources,
      Set<String> whole,
      Set<String> norms,
      Set<String> values,
      List<Reading> readings) {

    public Request(Set<String> sources, Set<String> whole, Set<String> norms, Set<String> values) {
      this(sources, whole, norms, values, List.of());
    }
  }

  /** Gradients, norms of gradients and of values, readings, by name; the outputs themselves. */
  public record Result(
      Map<String, Block> gradients,
      Map<String, Norm> norms,
      Map<String, Norm> values,
      Map<String, Block> readings,
      Map<String, Block> outputs) {}

  /** Runs the model once on {@code feeds} to learn its shapes, then writes its backward graph. */
  public static Differentiated of(
      ModelProto whole, Map<String, Block> feeds, Request request, Registry registry) {
    Unrolled unrolled = Unrolled.of(whole, it -> Observation.of(it, feeds));
    ModelProto written = unrolled.model();
    Optional<Way> way =
        unrolled.observed() ? Optional.of(new Way(whole, written)) : Optional.empty();
    Parted parted = Parted.of(written);
    Observation observation;
    try {
      observation = Observation.of(parted.model(), parted.with(feeds));
    } catch (UnsupportedModelException e) {
      // written out, types are checked that a branch had hidden
      written = whole;
      way = Optional.empty();
      parted = Parted.of(whole);
      observation = Observation.of(parted.model(), parted.with(feeds));
    }
    ModelProto model = parted.model();
    var tape = new Tape();
    List<Call> calls = ForwardCalls.of(model, observation, tape);
    var remarks = new LinkedHashSet<>(unrolled.left());
    calls.stream()
        .filter(it -> it.op().equals(Quantisations.STRAIGHT_THROUGH))
        .findFirst()
        .ifPresent(it -> remarks.add("gradients pass straight through quantisation"));
    var materialisation = new Materialisation(written, feeds, remarks);
    var reverse = new Reverse(registry, materialisation, tape, request.sources());
    var outputs = new LinkedHashSet<String>();
    for (ValueInfoProto output : model.getGraph().getOutputList()) {
      Observation.Seen seen = observation.values().get(output.getName());
      if (seen != null && modellint.verify.tape.Type.isReal(seen.type())) {
        outputs.add(output.getName());
        reverse.seed(
            output.getName(),
            tape.input(SEED + output.getName(), seen.type(), seen.shape(), Optional.empty()));
      }
    }
    reverse.sweep(calls);
    var results = new LinkedHashMap<String, Tensor>();
    var cuts = new LinkedHashMap<String, String>();
    for (String name : request.whole()) {
      reverse.gradient(name).ifPresent(it -> results.put(GRADIENT + name, it));
      reverse.cut(name).ifPresent(it -> cuts.put(name, it));
    }
    for (String name : request.norms()) {
      reverse.gradient(name).ifPresent(it -> results.put(NORM + name, Norm.write(it)));
      reverse.cut(name).ifPresent(it -> cuts.put(name, it));
    }
    for (String name : request.values()) {
      Observation.Seen seen = observation.values().get(name);
      if (seen != null && modellint.verify.tape.Type.isReal(seen.type())) {
        Tensor value = tape.input(name, seen.type(), seen.shape(), Optional.empty());
        results.put(Tape.PREFIX + "value:" + name, Norm.write(value));
      }
    }
    for (Reading it : request.readings()) {
      Optional<Tensor> from =
          it.gradient()
              ? reverse.gradient(it.of())
              : Optional.ofNullable(observation.values().get(it.of()))
                  .filter(seen -> modellint.verify.tape.Type.isReal(seen.type()))
                  .map(seen -> tape.input(it.of(), seen.type(), seen.shape(), Optional.empty()));
      from.ifPresent(tensor -> results.put(READING + it.name(), it.write().apply(tensor)));
    }
    Optional<HalfRange> range = HalfRange.of(model, calls);
    range.ifPresent(it -> results.put(RANGE, it.write()));
    var graph = BackwardModel.of(tape, results, BackwardModel.stored(model));
    var exposed = new LinkedHashSet<>(graph.saved());
    exposed.removeIf(it -> it.startsWith(SEED));
    exposed.removeAll(feeds.keySet());
    exposed.removeAll(parted.weights().keySet());
    OrtModel forward =
        OrtModel.load("the model", Observation.exposed(model, exposed), OptLevel.BASIC_OPT);
    return new Differentiated(
        forward,
        // without results there is nothing to run
        results.isEmpty()
            ? Optional.empty()
            : Optional.of(OrtModel.load("the backward graph", graph.model(), OptLevel.BASIC_OPT)),
        graph,
        parted,
        way,
        exposed,
        outputs,
        results.keySet(),
        cuts,
        Remainder.of(written, observation, cuts, request.norms(), outputs, remarks),
        range);
  }

  /**
   * Reasons why gradients are not known, by the tensor's name; a run may find means to know some.
   */
  public Map<String, String> cuts() {
    return cuts;
  }

  /** What a reader of the numbers should know of how they came about. */
  public Set<String> remarks() {
    return remainder.remarks();
  }

  public ModelProto backwardModel() {
    return graph.model();
  }

  /** Runs forward, asks {@code seeds} for the outputs' cotangents, and runs back. */
  public Result run(Map<String, Block> feeds, UnaryOperator<Map<String, Block>> seeds) {
    way.ifPresent(it -> it.check(feeds));
    Map<String, OnnxTensor> inputs = forward.tensors(parted.with(feeds));
    var wanted = new LinkedHashSet<>(given);
    wanted.addAll(outputs);
    if (wanted.isEmpty()) {
      // a model without real outputs: nothing to differentiate, nothing to run
      inputs.values().forEach(OnnxTensor::close);
      return new Result(new LinkedHashMap<>(), new LinkedHashMap<>(), Map.of(), Map.of(), Map.of());
    }
    try (OrtSession.Result first = forward.run(inputs, wanted)) {
      var values = new LinkedHashMap<String, Block>();
      outputs.forEach(it -> values.put(it, Block.of(tensor(first, it))));
      var cotangents = new HashMap<String, Block>();
      Map<String, Block> asked = seeds.apply(values);
      asked.forEach(
          (name, block) -> {
            if (graph.saved().contains(SEED + name)) {
              cotangents.put(SEED + name, block);
            }
          });
      Map<String, OnnxTensor> seeded = forward.tensors(cotangents);
      try {
        Result result = back(first, inputs, seeded, values);
        result.norms().putAll(remainder.norms(feeds, asked, cuts));
        return result;
      } finally {
        seeded.values().forEach(OnnxTensor::close);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(OrtSession.Result result, String name) {
    return (OnnxTensor) result.get(name).orElseThrow();
  }

  private Result back(
      OrtSession.Result first,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> seeds,
      Map<String, Block> values) {
    var all = new HashMap<>(seeds);
    for (String name : graph.saved()) {
      if (inputs.containsKey(name)) {
        all.put(name, inputs.get(name));
      } else if (!name.startsWith(SEED)) {
        all.put(name, tensor(first, name));
      }
    }
    var result =
        new Result(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            values);
    if (backward.isEmpty()) {
      return result;
    }
    try (OrtSession.Result second = backward.get().run(all, results)) {
      for (String name : results) {
        Block block = Block.of(tensor(second, name));
        if (name.startsWith(GRADIENT)) {
          result.gradients().put(name.substring(GRADIENT.length()), block);
        } else if (name.startsWith(NORM)) {
          result.norms().put(name.substring(NORM.length()), Norm.read(block));
        } else if (name.startsWith(READING)) {
          result.readings().put(name.substring(READING.length()), block);
        } else if (!name.equals(RANGE)) {
          result.values().put(name.substring(name.indexOf(':') + 1), Norm.read(block));
        }
      }
      if (range.isPresent()) {
        double[] largest = Block.of(tensor(second, RANGE)).reals();
        remarks().addAll(range.get().remarks(largest, result.norms()));
      }
    }
    return result;
  }

  @Override
  public void close() {
    try (forward;
        remainder) {
      backward.ifPresent(OrtModel::close);
    }
  }
}
