import module java.base;
import lib.Net;

/** What Java has come to since 17: patterns in switches, record patterns, unnamed variables. */
class Newer {
  static final Net NET = new Net();

  sealed interface Layer permits Dense, Drop, Pool {}

  record Dense(int units, String activation) implements Layer {}

  record Drop(double retain) implements Layer {}

  enum Pool implements Layer {
    MAX,
    MEAN
  }

  record Pair(Object left, Object right) {}

  record Box<T>(T content) {}

  record Halved(int units) {
    public int units() {
      return units / 2;
    }
  }

  static class Base {
    final int units;

    Base(int units) {
      this.units = units;
    }
  }

  static class Doubled extends Base {
    Doubled(int units) {
      int twice = 2 * units;
      if (twice < 0) {
        throw new IllegalArgumentException();
      }
      super(twice);
    }
  }

  static int size(Layer layer) {
    return switch (layer) {
      case Dense(int units, String activation) when activation.equals("relu") -> 2 * units;
      case Dense(var units, _) -> units;
      case Drop d when d.retain() > 0.5 -> 50;
      case Drop _ -> 10;
      case Pool.MAX -> 4;
      case Pool p -> p.ordinal();
    };
  }

  static String kind(Object o) {
    return switch (o) {
      case null -> "nothing";
      case Integer i when i > 9 -> "large " + i;
      case Integer i -> "small " + i;
      case Long l -> "long " + l;
      case String s -> s.toUpperCase(Locale.ROOT);
      case Pair(Integer a, Integer b) -> "numbers " + (a + b);
      case Pair(Box<?>(var inner), _) -> "boxed " + inner;
      case Pair(Object a, String b) -> b + a;
      default -> "other";
    };
  }

  public static void main(String[] args) {
    NET.take(size(new Dense(8, "relu")));
    NET.take(size(new Dense(8, "tanh")));
    NET.take(size(new Drop(0.8)));
    NET.take(size(new Drop(0.2)));
    NET.take(size(Pool.MAX));
    NET.take(size(Pool.MEAN));
    NET.take(kind(null));
    NET.take(kind(12));
    NET.take(kind(3));
    NET.take(kind(3L));
    NET.take(kind("text"));
    NET.take(kind(new Pair(2, 3)));
    NET.take(kind(new Pair(new Box<>(5), null)));
    NET.take(kind(new Pair(2L, "b")));
    NET.take(kind(new Pair(null, "b")));
    NET.take(kind(new Pair(2, null)));
    NET.take(kind(2.5));
    Object o = new Pair(new Dense(3, "tanh"), 4);
    if (o instanceof Pair(Dense(int n, _), Integer m) && n < m) {
      NET.take(n + m);
    }
    if (!(o instanceof Pair(Drop _, _))) {
      NET.take("no dropout");
    }
    Object halved = new Halved(10);
    if (halved instanceof Halved(int units)) {
      NET.take(units);
    }
    NET.take(new Doubled(21).units);
    int count = 0;
    for (var _ : List.of(1, 2, 3)) {
      count++;
    }
    NET.take(count);
    try {
      NET.take(Integer.parseInt("x"));
    } catch (NumberFormatException _) {
      NET.take("no number");
    }
    BiFunction<Integer, Integer, Integer> first = (a, _) -> a;
    NET.take(first.apply(6, 7));
    Layer asked = args.length > 3 ? new Drop(0.1) : new Dense(args[0].length() + 2, "relu");
    NET.take(size(asked)); // unknown
    int n = args[0].length();
    switch (asked) {
      case Dense d when n > 5 -> NET.take("wide"); // perhaps
      case Dense d -> NET.take("narrow"); // perhaps
      case Drop d -> NET.take("drop"); // perhaps
      default -> {}
    }
    Object known = new Dense(1, "relu");
    switch (known) {
      case Drop _ -> NET.take("never");
      case Dense d when n > 5 -> NET.take("five"); // perhaps
      case Dense d -> NET.take("dense"); // perhaps
      default -> NET.take("never");
    }
    switch (args[0]) {
      case String s when s.length() > 4 -> NET.take(s + "!"); // perhaps
      case String s -> NET.take(s); // perhaps
    }
  }
}
