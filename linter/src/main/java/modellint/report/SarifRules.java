package modellint.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.engine.Reported;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rules.Rules;

/** The descriptors of the rules that a report's findings name, from the rules' own cards. */
final class SarifRules {

  private final Map<String, Reported> examples = new TreeMap<>();
  private final List<String> ids;

  SarifRules(List<Reported> findings) {
    findings.forEach(it -> examples.putIfAbsent(it.rule(), it));
    ids = List.copyOf(examples.keySet());
  }

  int index(Reported finding) {
    return ids.indexOf(finding.rule());
  }

  void write(JsonOut json) throws IOException {
    json.array(
        "rules",
        () -> {
          for (Reported example : examples.values()) {
            json.object(() -> descriptor(example, json));
          }
        });
  }

  /** A report converted from another version may name rules that this one does not have. */
  private static void descriptor(Reported example, JsonOut json) throws IOException {
    Optional<RuleInfo> card =
        Rules.KNOWN.stream()
            .map(Rule::info)
            .filter(it -> it.id().equals(example.rule()))
            .findFirst();
    String summary = card.map(RuleInfo::summary).orElse(example.name());
    String docs = card.map(it -> it.docs().strip()).orElse(example.name());
    Severity severity = card.map(RuleInfo::severity).orElse(example.severity());
    json.field("id", example.rule())
        .field("name", example.name())
        .object("shortDescription", () -> json.field("text", summary))
        .object("fullDescription", () -> json.field("text", summary))
        .object("help", () -> json.field("text", docs).field("markdown", docs))
        .object("defaultConfiguration", () -> json.field("level", severity))
        .object(
            "properties",
            () ->
                json.texts("tags", List.of("neural-network", "training"))
                    .field("problem.severity", problem(severity)));
  }

  private static String problem(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "recommendation";
    };
  }
}
