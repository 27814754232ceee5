package modellint.report;

import java.util.Locale;
import modellint.engine.CheckedModel;
import modellint.engine.Reported;

/** The words that several formats share. */
final class Words {

  private Words() {}

  /** An enum constant as users write it: {@code ERROR} is {@code error}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Where a finding stands: {@code file.onnx :: node} or {@code File.java:12:5}. */
  static String place(Reported finding) {
    var place = new StringBuilder(SafeText.of(finding.path()));
    finding.line().ifPresent(line -> place.append(':').append(line));
    finding.column().ifPresent(column -> place.append(':').append(column));
    finding.node().ifPresent(node -> place.append(" :: ").append(SafeText.of(node)));
    return place.toString();
  }

  /** Place and name, which tell models of one file apart. */
  static String title(CheckedModel model) {
    return place(model) + " :: " + SafeText.of(model.name());
  }

  /** Where a model begins: {@code file.onnx} or {@code File.java:12}. */
  static String place(CheckedModel model) {
    String path = SafeText.of(model.path());
    return model.line().isPresent() ? path + ":" + model.line().getAsInt() : path;
  }
}
