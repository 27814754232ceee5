package modellint.dl4j;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
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
    for (String input : plan.inputs()) {
      Optional.ofNullable(plan.vertices().get(input))
          .ifPresent(it -> refusals.add(Fault.DUPLICATE_NAME, input, it.place(), 2, 1));
    }
    for (Vertex vertex : plan.vertices().values()) {
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
      unread(plan, refusals);
    }
    cycle(plan, refusals);
  }

  /** True as well where the switch is set to something that is not known. */
  private static boolean allows(String name, Settings builder) {
    return builder.value(name).filter(it -> it.truth().orElse(true)).isPresent();
  }

  private static void unread(GraphPlan plan, Refusals refusals) {
    var read = new HashSet<>(plan.outputs());
    plan.vertices().values().forEach(it -> read.addAll(it.inputs()));
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
