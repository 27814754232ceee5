package modellint.fuzz;

import static modellint.fuzz.Piece.of;

import java.util.List;
import java.util.stream.Stream;
import modellint.fuzz.Flow.Kind;

/**
 * What goes into a network.
 *
 * @param type the expression that states it, for definitions that do
 * @param sides what it says of one example: features, or sides and channels
 */
record Input(Flow flow, Piece type, List<Integer> sides) {

  private static final int STEPS = 8;

  static Input any(Dice dice) {
    boolean typed = dice.chance(0.65);
    int size = dice.between(1, 10);
    return switch (dice.between(0, 9)) {
      case 0, 1, 2 -> input("feedForward", Kind.ROWS, typed, size, of(size));
      case 3, 4, 5 ->
          dice.chance(0.5)
              ? input("recurrent", Kind.SEQUENCE, typed, size, of(size))
              : input("recurrent", Kind.SEQUENCE, typed, size, of(size), of(dice.between(4, 12)));
      case 6 ->
          input("convolutionalFlat", Kind.IMAGE, true, 1, of(side(dice)), of(side(dice)), of(1));
      case 7 -> {
        int channels = dice.between(1, 3);
        yield input(
            "convolutional3D",
            Kind.VOLUME,
            typed,
            channels,
            of(side(dice)),
            of(side(dice)),
            of(side(dice)),
            of(channels));
      }
      default -> {
        int channels = dice.between(1, 4);
        yield input(
            "convolutional",
            Kind.IMAGE,
            typed,
            channels,
            of(side(dice)),
            of(side(dice)),
            of(channels));
      }
    };
  }

  private static int side(Dice dice) {
    return dice.between(6, 14);
  }

  private static Input input(String method, Kind kind, boolean typed, int size, Piece... sizes) {
    return new Input(
        new Flow(kind, size, typed),
        new Piece.Static("InputType", "InputType", method, List.of(sizes)),
        Stream.of(sizes).map(it -> ((Piece.Whole) it).value()).toList());
  }

  /**
   * The shapes that an example may have, without the batch; whole numbers where rows are indices.
   */
  List<long[]> shapes() {
    int n = sides.get(0);
    return switch (flow.kind()) {
      case ROWS -> List.of(new long[] {n}, new long[] {1});
      case SEQUENCE -> List.of(new long[] {n, sides.size() > 1 ? sides.get(1) : STEPS});
      case IMAGE -> {
        long[] image = {sides.get(2), n, sides.get(1)};
        yield List.of(image, new long[] {image[0] * image[1] * image[2]});
      }
      case VOLUME ->
          List.of(
              new long[] {n, sides.get(1), sides.get(2), sides.get(3)},
              new long[] {sides.get(3), n, sides.get(1), sides.get(2)});
    };
  }
}
