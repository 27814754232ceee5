package modellint.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import modellint.config.FailOn;
import modellint.engine.CheckedModel;
import modellint.engine.Report;
import modellint.engine.Reported;

/** Every model in one table, and a section with charts for each, the worst first. */
final class ModelSections {

  /** Sections of more models would make a page that no browser likes. */
  private static final int MOST_SECTIONS = 40;

  /** As many sections stand open. */
  private static final int MOST_OPEN = 3;

  private final List<CheckedModel> models;
  private final Map<CheckedModel, List<Reported>> findings = new IdentityHashMap<>();
  private final Map<Reported, Integer> modelOf = new IdentityHashMap<>();
  private final List<Integer> order;

  ModelSections(Report report, FailOn failOn) {
    this.models = report.models();
    Map<CheckedModel, Integer> indices = new IdentityHashMap<>();
    for (CheckedModel model : models) {
      indices.put(model, indices.size());
      findings.put(model, new ArrayList<>());
    }
    for (Reported finding : report.findings()) {
      report
          .modelOf(finding)
          .ifPresent(
              model -> {
                of(model).add(finding);
                modelOf.put(finding, indices.getOrDefault(model, 0));
              });
    }
    this.order =
        IntStream.range(0, models.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> -weight(of(models.get(i)), failOn)))
            .limit(MOST_SECTIONS)
            .toList();
  }

  /** Where the page shows the model that {@code finding} is about. */
  Optional<String> link(Reported finding) {
    return Optional.ofNullable(modelOf.get(finding)).filter(order::contains).map(i -> "#" + id(i));
  }

  void write(Markup page) {
    if (models.isEmpty()) {
      return;
    }
    page.open("section", "id", "models");
    if (models.size() > 1) {
      page.element("h2", "Models");
      index(page);
    }
    if (order.size() < models.size()) {
      page.element(
          "p",
          "The " + order.size() + " models with the gravest findings are drawn below.",
          "class",
          "muted");
    }
    page.close();
    for (int i = 0; i < order.size(); i++) {
      CheckedModel model = models.get(order.get(i));
      new ModelSection(id(order.get(i)), model, of(model)).write(i < MOST_OPEN, page);
    }
  }

  private void index(Markup page) {
    page.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (String title : List.of("model", "kind", "weights", "layers", "parameters")) {
      page.element("th", title, "scope", "col");
    }
    page.element("th", "gradient growth, decades", "scope", "col");
    page.element("th", "findings", "scope", "col");
    page.close().close().open("tbody");
    for (int i = 0; i < models.size(); i++) {
      row(i, page);
    }
    page.close().close().close();
  }

  private void row(int index, Markup page) {
    CheckedModel model = models.get(index);
    page.open("tr").open("th", "scope", "row");
    if (order.contains(index)) {
      page.element("a", Words.title(model), "href", "#" + id(index));
    } else {
      page.text(Words.title(model));
    }
    page.close();
    page.element("td", model.kind()).element("td", model.weights());
    page.element("td", Integer.toString(model.layers().size()), "class", "number");
    page.element("td", LayerTable.grouped(model.parameters()), "class", "number");
    page.element("td", growth(model), "class", "number");
    page.element("td", Integer.toString(of(model).size()), "class", "number").close();
  }

  private static String growth(CheckedModel model) {
    var growth = model.gradientGrowth();
    return growth.predicted().isPresent()
        ? Digits.decades(growth.predicted().getAsDouble())
        : "not predicted";
  }

  private List<Reported> of(CheckedModel model) {
    return findings.getOrDefault(model, List.of());
  }

  private static long weight(List<Reported> findings, FailOn failOn) {
    return findings.stream()
        .mapToLong(
            it -> (it.fails(failOn) ? 1_000_000L : 1) * (1L << (4 * it.severity().ordinal())))
        .sum();
  }

  private static String id(int index) {
    return "m" + (index + 1);
  }
}
