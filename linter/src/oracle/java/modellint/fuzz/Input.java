package modellint.fuzz;

import static modellint.fuzz.Piece.of;

import java.util.List;
import modellint.fuzz.Flow.Kind;

/**
 * What goes into a network.
 *
 * @param type the expression that states it, for definitions that do
 */
record Input(Flow flow, Piece type) {

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
        new Piece.Static("InputType", "InputType", method, List.of(sizes)));
  }
}
