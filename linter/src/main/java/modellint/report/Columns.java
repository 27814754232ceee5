package modellint.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Samples side by side, as many to a column as it takes to fit. A column keeps the least and the
 * greatest of what it holds, so no peak is lost however many layers there are.
 *
 * @param perColumn samples in each column but the last
 */
record Columns(List<Column> all, int perColumn) {

  private static final int MOST = 260;

  /** The samples from {@code first} up to, not including, {@code end}, counted from zero. */
  record Column(int first, int end, List<Sample> samples) {

    /** The middle of the column, in samples. */
    double middle() {
      return (first + end - 1) / 2.0;
    }

    /** Least and greatest value. */
    DoubleSummaryStatistics values() {
      return over(Sample::isDrawn, Sample::value).summaryStatistics();
    }

    /** Least and greatest measured value. */
    DoubleSummaryStatistics measured() {
      return over(Sample::isMeasured, Sample::measured).summaryStatistics();
    }

    /** Least lower and greatest upper end of the intervals. */
    DoubleSummaryStatistics band() {
      var band = over(Sample::hasBand, Sample::low).summaryStatistics();
      over(Sample::hasBand, Sample::high).forEach(band);
      return band;
    }

    private DoubleStream over(Predicate<Sample> which, ToDoubleFunction<Sample> number) {
      return samples.stream().filter(which).mapToDouble(number);
    }
  }

  static Columns of(List<Sample> samples) {
    int perColumn = Math.max(1, (samples.size() + MOST - 1) / MOST);
    var columns = new ArrayList<Column>();
    for (int first = 0; first < samples.size(); first += perColumn) {
      int end = Math.min(samples.size(), first + perColumn);
      columns.add(new Column(first, end, samples.subList(first, end)));
    }
    return new Columns(List.copyOf(columns), perColumn);
  }

  /** Everything that is drawn, from the least to the greatest. */
  DoubleSummaryStatistics extent() {
    var extent = new DoubleSummaryStatistics();
    for (Column column : all) {
      for (var part : List.of(column.values(), column.measured(), column.band())) {
        extent.combine(part);
      }
    }
    return extent;
  }
}
