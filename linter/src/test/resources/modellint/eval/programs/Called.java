import java.util.ArrayList;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import lib.Net;

class Called {
  static final Net NET = new Net();

  static int apply(IntBinaryOperator f, int a, int b) {
    return f.applyAsInt(a, b);
  }

  static int pick(int a) {
    return 1;
  }

  static int pick(double a) {
    return 2;
  }

  static int pick(Object a) {
    return 3;
  }

  static int pick(int a, int b) {
    return 4;
  }

  static int pick(int... a) {
    return 5;
  }

  static int pick(Integer a, String b) {
    return 6;
  }

  static <T> T same(T it) {
    return it;
  }

  static int side(String what, int value) {
    NET.take(what);
    return value;
  }

  static final int EARLY = later();
  static int late = 8;

  static int later() {
    return late;
  }

  static class First {
    static final int A = Second.B + 1;
  }

  static class Second {
    static final int B = First.A + 1;
  }

  static class Ordered {
    static int n = 2;

    static {
      n = n * 5;
    }

    static int m = n + 1;
  }

  public static void main(String[] args) {
    NET.take(apply((a, b) -> a * b, 3, 4));
    NET.take(apply(Math::max, 3, 4));
    NET.take(apply(Integer::sum, 3, 4));
    IntUnaryOperator twice = a -> 2 * a;
    NET.take(twice.applyAsInt(4));
    NET.take(twice.andThen(a -> a + 1).applyAsInt(4));
    Function<Integer, Function<Integer, Integer>> curried = a -> b -> a - b;
    NET.take(curried.apply(9).apply(4));
    NET.take(pick(1));
    NET.take(pick(1L));
    NET.take(pick(1f));
    NET.take(pick('c'));
    NET.take(pick("s"));
    NET.take(pick(1, 2));
    NET.take(pick(1, 2, 3));
    NET.take(pick());
    NET.take(pick(1, "s"));
    NET.take(same(5) / 2);
    NET.take(Called.<Double>same(5.0) / 2);
    NET.take(side("left", 1) + side("right", 2) * side("last", 3));
    int[] order = {side("zero", 0), side("one", 1)};
    NET.take(order[side("index", 1)] + side("after", 4));
    NET.take(EARLY); // unknown
    NET.take(First.A + Second.B); // unknown
    NET.take(Ordered.n + Ordered.m);
    int shadow = 1;
    IntUnaryOperator shadowing = n -> n + shadow;
    NET.take(shadowing.applyAsInt(10));
    var made = new ArrayList<Supplier<Integer>>();
    for (int i = 0; i < 3; i++) {
      int now = i;
      made.add(() -> now * 10);
    }
    for (Supplier<Integer> each : made) {
      NET.take(each.get());
    }
  }
}
