package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/**
 * What is known of the examples that an iterator, a data set or an array holds. Read in {@code
 * org.deeplearning4j.datasets} and {@code datavec}, 1.0.0-M2.1.
 *
 * @param labels numbers in one target
 */
record DataSource(Optional<Long> examples, Optional<Long> labels, Optional<Integer> batch) {

  private static final DataSource UNKNOWN =
      new DataSource(Optional.empty(), Optional.empty(), Optional.empty());

  /** What hands on the examples of another, all of them or some. */
  private static final Set<String> PARTS =
      Set.of("next", "getTrain", "getTest", "splitTestAndTrain", "sample", "copy", "filterBy");

  private static final int DEEPEST = 8;

  static DataSource of(Value value) {
    return of(value, 0);
  }

  private static DataSource of(Value value, int depth) {
    if (!(value instanceof Obj it) || depth > DEEPEST) {
      return UNKNOWN;
    }
    if (it.origin() instanceof Origin.Result part) {
      return PARTS.contains(part.method()) ? of(part.receiver(), depth + 1).part() : UNKNOWN;
    }
    List<Value> given = it.origin().arguments();
    return switch (it.type().substring(it.type().lastIndexOf('.') + 1)) {
      case "MnistDataSetIterator" ->
          at(given, 1).whole().isPresent()
              ? ofClasses(10, given, at(given, 1).whole())
              : ofClasses(10, given, at(given, 1).truth().map(train -> train ? 60_000L : 10_000L));
      case "EmnistDataSetIterator" -> ofLetters(given);
      case "IrisDataSetIterator" ->
          ofClasses(3, given, given.isEmpty() ? Optional.of(150L) : at(given, 1).whole());
      case "Cifar10DataSetIterator" -> ofClasses(10, given, whole(given, 50_000));
      case "TinyImageNetDataSetIterator" -> ofClasses(200, given, whole(given, 100_000));
      case "UciSequenceDataSetIterator" -> ofClasses(6, given, Optional.empty());
      case "RecordReaderDataSetIterator" -> ofRecords(given);
      case "SequenceRecordReaderDataSetIterator" -> ofSequences(given);
      case "AsyncDataSetIterator" -> of(at(given, 0), depth + 1);
      case "DataSet" -> ofArray(at(given, 1));
      default -> UNKNOWN;
    };
  }

  /** Some of the examples, with the same targets. */
  private DataSource part() {
    return new DataSource(Optional.empty(), labels, Optional.empty());
  }

  private static DataSource ofClasses(long classes, List<Value> given, Optional<Long> examples) {
    return new DataSource(examples, Optional.of(classes), batch(at(given, 0)));
  }

  /** The training set where no other part of it and no change of the images is asked for. */
  private static Optional<Long> whole(List<Value> given, long examples) {
    return given.size() == 1 ? Optional.of(examples) : Optional.empty();
  }

  private static DataSource ofLetters(List<Value> given) {
    Optional<Long> classes =
        at(given, 0) instanceof Value.Constant set
            ? switch (set.name()) {
              case "COMPLETE" -> Optional.of(62L);
              case "MERGE", "BALANCED" -> Optional.of(47L);
              case "LETTERS" -> Optional.of(26L);
              case "DIGITS", "MNIST" -> Optional.of(10L);
              default -> Optional.empty();
            }
            : Optional.empty();
    return new DataSource(Optional.empty(), classes, batch(at(given, 1)));
  }

  /** (reader, batch, label, classes[, batches]) or (reader, batch, from, to, regression). */
  private static DataSource ofRecords(List<Value> given) {
    boolean spelled = given.size() >= 4 && at(given, 1).whole().isPresent();
    Optional<Long> last = at(given, 3).whole();
    Optional<Long> labels =
        !spelled || last.isEmpty()
            ? Optional.empty()
            : given.size() == 4 || at(given, 4).whole().isPresent()
                ? last
                : at(given, 4)
                    .truth()
                    .filter(regression -> regression)
                    .flatMap(it -> at(given, 2).whole())
                    .filter(from -> from >= 0 && from <= last.get())
                    .map(from -> last.get() - from + 1);
    return new DataSource(Optional.empty(), labels.filter(it -> it > 0), batch(at(given, 1)));
  }

  /**
   * (features, labels, batch, classes[, regression[, alignment]]) or (reader, batch, classes,
   * label[, regression]). The targets of a regression are as many as the file has columns.
   */
  private static DataSource ofSequences(List<Value> given) {
    boolean one = at(given, 1).whole().isPresent();
    boolean classes = given.size() == 4 || at(given, 4).truth().filter(it -> !it).isPresent();
    return new DataSource(
        Optional.empty(),
        at(given, one ? 2 : 3).whole().filter(it -> classes && it > 0),
        batch(at(given, one ? 1 : 2)));
  }

  /**
   * {@code Nd4j.zeros(examples, labels[, steps])} and the like: all are one batch. Examples that
   * the source itself writes down are no sample of more, so their number is none to judge by.
   */
  static DataSource ofArray(Value array) {
    if (!(array instanceof Obj it)
        || !(it.origin() instanceof Origin.Static made)
        || !made.type().endsWith(".Nd4j")
        || !made.method().matches("zeros|ones|rand|randn")) {
      return UNKNOWN;
    }
    List<Value> given = made.arguments();
    List<Value> sizes = given.size() == 1 ? given.get(0).elements().orElse(given) : given;
    if (sizes.size() < 2
        || sizes.size() > 3
        || !sizes.stream().allMatch(n -> n instanceof Value.Whole)) {
      return UNKNOWN;
    }
    return new DataSource(
        Optional.empty(), sizes.get(1).whole().filter(n -> n > 0), batch(sizes.get(0)));
  }

  private static Optional<Integer> batch(Value value) {
    return value.whole().filter(it -> it > 0 && it <= Integer.MAX_VALUE).map(Long::intValue);
  }

  private static Value at(List<Value> given, int index) {
    return index < given.size() ? given.get(index) : new Value.Nothing();
  }
}
