package modellint.report;

import java.util.List;

/** How the numbers came about and what they take for granted, for readers of the page alone. */
final class MethodNotes {

  private record Note(String term, String text) {}

  private static final List<Note> NOTES =
      List.of(
          new Note(
              "Prediction",
              "Signal and gradient are followed through the graph by their second moments: the mean"
                  + " square, and the products between positions and between samples. Weights count"
                  + " by the moments of what the file stores, or of the initialiser that a definition"
                  + " declares. The method is mean-field theory (Poole et al. 2016, Schoenholz et al."
                  + " 2017, Xiao et al. 2018); the gains of initialisers are those of Glorot and"
                  + " Bengio 2010 and He et al. 2015."),
          new Note(
              "Interval",
              "The band bounds the gradient with 95 % confidence for networks of the widths found in"
                  + " the file; narrow layers make it wide."),
          new Note(
              "Input",
              "Taken as standardised, mean 0 and variance 1, where neither the file nor the"
                  + " configuration states a range."),
          new Note(
              "Loss",
              "The stated one; where none is stated, a Gaussian gradient of unit size at the"
                  + " outputs, shown as “random”."),
          new Note(
              "Time",
              "Everything speaks of the model as it stands, at the first step of training. What"
                  + " happens after thousands of steps depends on the data."),
          new Note(
              "How a number is known",
              "exact: counted in the graph. measured: from stored weights or a run. declared: from"
                  + " the definition. predicted: from the analysis. What is not known is left open,"
                  + " and no finding rests on it."),
          new Note(
              "Verdicts",
              "A finding is a prediction until the model is run. Confirmed: the run shows it too."
                  + " Refuted: it does not, and the finding fails nothing. Inconclusive: the run"
                  + " could not settle it."));

  private MethodNotes() {}

  static void write(Markup page) {
    page.open("section", "id", "method").element("h2", "Method and assumptions").open("dl");
    for (Note note : NOTES) {
      page.element("dt", note.term()).open("dd").prose(note.text()).close();
    }
    page.close().close();
  }
}
