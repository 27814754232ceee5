import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lib.Net;

/** Everything here hangs on what only a run knows. */
class Doubtful {
  static final Net NET = new Net();
  static int state = 1;
  int field = 2;

  static int choose(int n) {
    if (n > 100) {
      return 1;
    }
    return 2;
  }

  static void maybe(int n, List<Integer> list) {
    if (n > 100) {
      list.add(5);
      state = 7;
    }
  }

  static int over(int a) {
    return 1;
  }

  static int over(String a) {
    return 2;
  }

  public static void main(String[] args) {
    int n = args.length;
    NET.take(n); // unknown
    NET.take(n * 0); // unknown
    NET.take(n > 3 ? 1 : 2); // unknown
    NET.take(n > 3 ? 5 : 5);
    NET.take(n > 3 || true);
    NET.take(n > 3 && false);
    NET.take("a" + n); // unknown
    int a = 1;
    if (n > 3) {
      a = 2;
    }
    NET.take(a); // unknown
    int b = 1;
    if (n > 3) {
      b = 2;
    } else {
      b = 2;
    }
    NET.take(b);
    NET.take(choose(n)); // unknown
    List<Integer> list = new ArrayList<>();
    maybe(n, list);
    NET.take(list.size()); // unknown
    NET.take(state); // unknown
    int c = 0;
    for (int i = 0; i < n; i++) {
      c += 2;
    }
    NET.take(c); // unknown
    int d = 0;
    for (int i = 0; i < 5; i++) {
      if (n > 3) {
        break;
      }
      d++;
    }
    NET.take(d); // unknown
    int e = 0;
    for (int i = 0; i < 5; i++) {
      if (n > 3) {
        continue;
      }
      e++;
    }
    NET.take(e); // unknown
    int f = 0;
    while (f < 10) {
      f += 3;
      if (n == 1) {
        break;
      }
    }
    NET.take(f); // unknown
    int[] g = {1, 2, 3};
    g[n % 3] = 9;
    NET.take(g[0]); // unknown
    int[] h = {1, 2, 3};
    NET.take(h[n % 3]); // unknown
    Map<String, Integer> map = new HashMap<>();
    map.put("a", 1);
    map.put("k" + n, 2);
    NET.take(map.get("a")); // unknown
    NET.take(map.get("b")); // unknown
    NET.take(map.size()); // unknown
    switch (n) {
      case 0:
        state = 10;
        break;
      default:
        state = 11;
    }
    NET.take(state); // unknown
    int k =
        switch (n) {
          case 0 -> 1;
          default -> 2;
        };
    NET.take(k); // unknown
    int l = 3;
    try {
      l = Integer.parseInt(args.length > 0 ? args[0] : "x");
      l = 4;
    } catch (NumberFormatException x) {
      l = 5;
    }
    NET.take(l);
    Doubtful it = new Doubtful();
    if (n > 3) {
      it.field = 9;
    }
    NET.take(it.field); // unknown
    int random = new Random(1).nextInt(5);
    NET.take(random); // unknown
    NET.take(System.currentTimeMillis() > 0); // unknown
    List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3));
    if (n > 3) {
      numbers.remove(0);
    }
    NET.take(numbers.get(0)); // unknown
    NET.take(numbers.size()); // unknown
    List<Integer> cleared = new ArrayList<>(List.of(1, 2, 3));
    if (n > 3) {
      cleared.clear();
    }
    NET.take(cleared.size()); // unknown
    List<Integer> put = new ArrayList<>(List.of(1, 2, 3));
    if (n > 3) {
      put.set(0, 5);
    }
    NET.take(put.get(0)); // unknown
    NET.take(put.get(1));
    Map<String, Integer> gone = new HashMap<>();
    gone.put("a", 1);
    if (n > 3) {
      gone.remove("a");
    }
    NET.take(gone.get("a")); // unknown
    NET.take(gone.size()); // unknown
    if (n > 3) {
      NET.take("perhaps");
    }
    outer:
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (n > j) {
          continue outer;
        }
        state = 100 + j;
      }
      state = 200;
    }
    NET.take(state); // unknown
    int m = 1;
    block:
    {
      if (n > 3) {
        break block;
      }
      m = 2;
    }
    NET.take(m); // unknown
    Integer nothing = n > 3 ? null : 5;
    NET.take(nothing == null); // unknown
    int counted = 0;
    for (String each : args) {
      counted++;
    }
    NET.take(counted); // unknown
    double rate = 0.1;
    if (args.length > 5) {
      rate *= 2;
    }
    NET.take(rate); // unknown
    int s = 0;
    do {
      s++;
    } while (s < n);
    NET.take(s); // unknown
    int ternary = 1;
    int unused = n > 3 ? ternary++ : 0;
    NET.take(ternary); // unknown
    boolean lazy = n > 3 && (state = 1000) > 0;
    NET.take(state); // unknown
  }
}
