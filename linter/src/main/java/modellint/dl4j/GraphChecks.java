package modellint.dl4j;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;

/** What {@code ComputationGraphConfiguration.validate} and the sorting of its vertices refuse. */
final class GraphChecks {

  private GraphChecks() {}

  /**
   * Checks the structure of {@code plan}.
   *
   * @param builder its switches
   */
  static void check(GraphPlan plan, Settings builder, Globals globals, Refusals refusals) {
    Place.Line place = builder.place();
    if (plan.inputs().isEmpty()) {
      refusals.add(Fault.NO_INPUTS, "", place, 0, 1);
    }
    boolean open = allows("allowNoOutput", builder);
    if (plan.outputs().isEmpty() && !open) {
      refusals.add(Fault.NO_OUTPUTS, "", place, 0, 1);
    }
    plan.inputs().stream()
        .filter(it -> Collections.frequency(plan.inputs(), it) > 1)
        .distinct()
        .forEach(it -> refusals.add(Fault.DUPLICATE_NAME, it, place, 2, 1));
    inner(plan, globals, refusals);
    for (String input : plan.inputs()) {
      Optional.ofNullable(plan.vertices().get(input))
          .ifPresent(it -> refusals.add(Fault.DUPLICATE_NAME, input, it.place(), 2, 1));
    }
    for (Vertex vertex : plan.vertices().values()) {
      if (vertex.inputs().isEmpty()) {
        refusals.add(Fault.WRONG_INPUTS, vertex.name(), vertex.place(), 0, 1);
      }
      masked(vertex, plan, globals, refusals);
      for (String input : vertex.inputs()) {
        if (!plan.vertices().containsKey(input) && !plan.inputs().contains(input)) {
          refusals.add(Fault.UNKNOWN_INPUT, input, vertex.place(), 0, 1);
        }
      }
    }
    for (String output : plan.outputs()) {
      if (!plan.vertices().containsKey(output)) {
        refusals.add(Fault.UNKNOWN_OUTPUT, output, place, 0, 1);
      }
    }
    if (globals.version().validatesOutputs()
        && !allows("allowDisconnected", builder)
        && !open
        && !plan.outputs().isEmpty()) {
      unread(plan, place, refusals);
    }
    cycle(plan, refusals);
  }

  /** An output layer that others read, and that is none of the outputs, has no labels. */
  private static void inner(GraphPlan plan, Globals globals, Refusals refusals) {
    if (!globals.version().validatesOutputs() || plan.outputs().isEmpty()) {
      return;
    }
    for (Vertex vertex : plan.vertices().values()) {
      long readers =
          plan.vertices().values().stream()
              .filter(it -> it.inputs().contains(vertex.name()))
              .count();
      if (vertex.isLayer()
          && vertex.type().matches("(Rnn)?OutputLayer")
          && readers > 0
          && !plan.outputs().contains(vertex.name())) {
        refusals.add(Fault.INNER_OUTPUT, vertex.name(), vertex.place(), readers, 0);
      }
    }
  }

  /** True as well where the switch is set to something that is not known. */
  private static boolean allows(String name, Settings builder) {
    return builder.value(name).filter(it -> it.truth().orElse(true)).isPresent();
  }

  /** Vertices over time ask an input, by its name, for a mask. */
  private static void masked(Vertex vertex, GraphPlan plan, Globals globals, Refusals refusals) {
    if (vertex.type().matches("LastTimeStepVertex|ReverseTimeSeriesVertex|DuplicateToTime.*")
        && globals.version().validatesOutputs()) {
      vertex
          .content()
          .argument(0)
          .flatMap(Value::text)
          .filter(name -> !plan.inputs().contains(name))
          .ifPresent(
              name -> refusals.add(Fault.UNKNOWN_INPUT, name, vertex.content().place(), 0, 1));
    }
  }

  private static void unread(GraphPlan plan, Place.Line place, Refusals refusals) {
    var read = new HashSet<>(plan.outputs());
    plan.vertices().values().forEach(it -> read.addAll(it.inputs()));
    // A name that is nowhere may be meant for an input that nothing reads.
    boolean meant =
        read.stream().allMatch(it -> plan.inputs().contains(it) || plan.vertices().containsKey(it));
    plan.inputs().stream()
        .filter(it -> meant && !read.contains(it))
        .forEach(it -> refusals.add(Fault.UNREAD_VERTEX, it, place, 0, 1));
    plan.vertices().values().stream()
        .filter(it -> !read.contains(it.name()))
        .forEach(it -> refusals.add(Fault.UNREAD_VERTEX, it.name(), it.place(), 0, 1));
  }

  private static void cycle(GraphPlan plan, Refusals refusals) {
    Set<String> left = new LinkedHashSet<>(plan.vertices().keySet());
    boolean shrinks = true;
    while (shrinks) {
      shrinks =
          left.removeIf(
              name ->
                  Optional.ofNullable(plan.vertices().get(name)).stream()
                      .flatMap(it -> it.inputs().stream())
                      .noneMatch(left::contains));
    }
    // Whatever lies behind a cycle is left as well; one that is read by another is on it or before.
    left.stream()
        .filter(name -> reaches(name, name, plan, new HashSet<>()))
        .findFirst()
        .flatMap(name -> Optional.ofNullable(plan.vertices().get(name)))
        .ifPresent(it -> refusals.add(Fault.CYCLE, it.name(), it.place(), left.size(), 0));
  }

  private static boolean reaches(String from, String to, GraphPlan plan, Set<String> seen) {
    for (String input :
        Optional.ofNullable(plan.vertices().get(from)).map(Vertex::inputs).stream()
            .flatMap(it -> it.stream())
            .toList()) {
      if (input.equals(to) || (seen.add(input) && reaches(input, to, plan, seen))) {
        return true;
      }
    }
    return false;
  }
}
