import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import lib.Net;

class Classes {
  static final Net NET = new Net();

  enum Size {
    SMALL(32),
    BIG(64) {
      @Override
      int units() {
        return 2 * units;
      }
    };

    final int units;

    Size(int units) {
      this.units = units;
    }

    int units() {
      return units;
    }

    static Size of(boolean big) {
      return big ? BIG : SMALL;
    }
  }

  enum Plain {
    A,
    B,
    C
  }

  record Pair(int left, double right) {
    Pair {
      left = left * 2;
    }

    Pair(int both) {
      this(both, both);
    }

    int sum() {
      return left + (int) right;
    }

    static Pair of(int n) {
      return new Pair(n);
    }
  }

  record Generic<T>(T value, List<T> more) {}

  interface Shaped {
    int FACTOR = 3;

    int width();

    default int area() {
      return width() * FACTOR;
    }

    static Shaped of(int n) {
      return () -> n;
    }
  }

  static class Square implements Shaped {
    private final int n;

    Square(int n) {
      this.n = n;
    }

    @Override
    public int width() {
      return n;
    }

    int constant() {
      return FACTOR;
    }
  }

  abstract static class Animal {
    protected int legs = 4;
    final String name;

    Animal(String name) {
      this.name = name;
      prepare();
    }

    void prepare() {
      legs += 1;
    }

    abstract int weight();

    int total() {
      return weight() * legs;
    }

    private String secret() {
      return "animal";
    }

    String tell() {
      return secret();
    }

    static String kind() {
      return "animal";
    }
  }

  static class Dog extends Animal {
    Dog() {
      super("dog");
    }

    @Override
    int weight() {
      return 10;
    }

    @Override
    int total() {
      return super.total() + 1;
    }

    private String secret() {
      return "dog";
    }

    static String kind() {
      return "dog";
    }
  }

  static class Hidden extends Dog {
    protected int legs = 100;

    int seen() {
      return total();
    }
  }

  static class Chain {
    private int n = 1;
    private final List<Integer> all = new ArrayList<>();

    Chain by(int k) {
      n *= k;
      all.add(k);
      return this;
    }

    Chain copy() {
      Chain it = new Chain();
      it.n = n;
      return it;
    }

    int get() {
      return n;
    }
  }

  static class Counter {
    static int made;
    final int id;

    {
      made++;
    }

    Counter() {
      id = made * 10;
    }

    Counter(int ignored) {
      this();
      made += 100;
    }
  }

  class Inner {
    int n = outer + 1;

    int both() {
      return n + outer;
    }
  }

  int outer = 5;
  int n = 50;

  int outerN() {
    return n;
  }

  class Deep {
    int n = 7;

    int asked() {
      return outerN();
    }

    int qualified() {
      return Classes.this.n;
    }
  }

  public static void main(String[] args) {
    NET.take(Size.SMALL.units);
    NET.take(Size.SMALL.units());
    NET.take(Size.BIG.units());
    NET.take(Size.of(true).units);
    NET.take(Size.values().length);
    NET.take(Size.valueOf("BIG").units);
    NET.take(Plain.B.ordinal());
    NET.take(Plain.B.name());
    NET.take(Plain.B == Plain.B);
    NET.take(Plain.B != Plain.C);
    NET.take(Plain.A.compareTo(Plain.C));
    NET.take("is " + Plain.A);
    for (Plain each : Plain.values()) {
      switch (each) {
        case A:
          NET.take("first");
          break;
        case B:
          NET.take("second");
          break;
        default:
          NET.take("rest");
      }
    }
    NET.take(
        switch (Size.of(false)) {
          case SMALL -> 1;
          case BIG -> 2;
        });
    Pair pair = new Pair(3, 4);
    NET.take(pair.left());
    NET.take(pair.right() / 8);
    NET.take(pair.sum());
    NET.take(Pair.of(6).left());
    NET.take(Pair.of(6).right());
    NET.take(new Generic<>(5, List.of(6)).value());
    NET.take(new Generic<>(5, List.of(6)).more().get(0));
    NET.take(pair.equals(new Pair(3, 4))); // unknown
    NET.take(new Square(4).area());
    NET.take(new Square(4).constant());
    NET.take(Square.FACTOR);
    NET.take(Shaped.of(5).width());
    Shaped anonymous =
        new Shaped() {
          private int factor = 2;

          @Override
          public int width() {
            return 7 * factor;
          }
        };
    NET.take(anonymous.width());
    NET.take(anonymous.area());
    int captured = 6;
    Square overriding =
        new Square(4) {
          @Override
          public int width() {
            return captured;
          }
        };
    NET.take(overriding.width());
    NET.take(overriding.area());
    NET.take(new Dog().total());
    NET.take(new Dog().name);
    NET.take(new Dog().tell());
    NET.take(Dog.kind());
    NET.take(Animal.kind());
    NET.take(new Hidden().seen()); // unknown
    Chain chain = new Chain().by(2).by(3);
    Chain alias = chain;
    alias.by(5);
    NET.take(chain.get());
    NET.take(chain.copy().by(2).get());
    NET.take(chain.get());
    NET.take(chain.all.size());
    new Counter();
    NET.take(new Counter().id); // unknown
    NET.take(new Counter(1).id); // unknown
    NET.take(Counter.made); // unknown
    Classes it = new Classes();
    NET.take(it.new Inner().n);
    NET.take(it.new Inner().both());
    NET.take(it.new Deep().asked());
    NET.take(it.new Deep().qualified());
    Supplier<Chain> make = Chain::new;
    NET.take(make.get().by(3).get());
    Function<Integer, Square> build = Square::new;
    NET.take(build.apply(9).width());
    Supplier<Integer> bound = chain::get;
    NET.take(bound.get());
    Function<Chain, Integer> unbound = Chain::get;
    NET.take(unbound.apply(chain));
    Object o = new Square(3);
    if (o instanceof Square square) {
      NET.take(square.width());
    }
    if (o instanceof Shaped) {
      NET.take("shaped");
    }
    if (o instanceof String) {
      NET.take("never");
    }
    if (!(o instanceof Square)) {
      NET.take("never");
    }
    record Local(int n) {
      int twice() {
        return 2 * n;
      }
    }
    NET.take(new Local(4).twice());
    for (Local each : List.of(new Local(1), new Local(2))) {
      NET.take(each.n());
    }
    class Within {
      int n = captured;
      int own = 1;

      Within(int more) {
        own += more;
      }

      int sum() {
        int captured = 100;
        return n + own + captured;
      }
    }
    NET.take(new Within(2).n);
    NET.take(new Within(2).sum());
    NET.take(new Classes().hidden(5));
    Object text = "t";
    NET.take(text instanceof String);
    NET.take(text instanceof Integer);
    NET.take(text instanceof CharSequence); // unknown
    Object whole = 3;
    NET.take(whole instanceof Integer n ? n + 1 : -1);
    NET.take(whole instanceof Long);
    NET.take(whole instanceof Number);
    Object none = null;
    NET.take(none instanceof Object);
  }

  int id = 7;

  /** A variable and a field of the same name, seen from classes made here. */
  int hidden(int id) {
    class Inside {
      int seen = id;

      int around() {
        return seen + Classes.this.id;
      }
    }
    class Over {
      int id = 1000;

      int own() {
        id += 1;
        return id;
      }
    }
    Supplier<Integer> named =
        new Supplier<>() {
          int id = 20_000;

          @Override
          public Integer get() {
            return id + Over.class.getSimpleName().length();
          }
        };
    return new Inside().around() + new Over().own() + named.get();
  }
}
