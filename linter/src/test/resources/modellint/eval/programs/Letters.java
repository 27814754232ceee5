import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lib.Net;

class Letters {
  static final Net NET = new Net();
  static final String NAME = "conv";

  static String kind(Object it) {
    return "object";
  }

  static String kind(String it) {
    return "string";
  }

  static String kind(char it) {
    return "char";
  }

  static String kind(int it) {
    return "int";
  }

  static String kind(long it) {
    return "long";
  }

  static String kind(double it) {
    return "double";
  }

  static String kind(float it) {
    return "float";
  }

  static String kind(int[] it) {
    return "ints";
  }

  static String kind(List<Integer> it) {
    return "list";
  }

  static String kind(boolean it) {
    return "boolean";
  }

  public static void main(String[] args) {
    char c = 'a';
    c++;
    NET.take(c);
    c += 2;
    NET.take(c);
    NET.take(c + 1);
    NET.take((char) (c + 1));
    NET.take("x" + c);
    NET.take("x" + c + 1);
    NET.take('x' + 1 + "y");
    NET.take(1 + 2 + "y" + 1 + 2);
    NET.take('a' + 'b');
    NET.take("" + 'a' + 'b');
    int code = 'a';
    NET.take("" + code);
    char back = 98;
    NET.take("" + back);
    NET.take("b" + null);
    NET.take("n" + 3L + 2.50 + true);
    String s = "a";
    s += 1;
    s += 'c';
    s += 0.5;
    NET.take(s);
    NET.take(kind('c'));
    NET.take(kind(3));
    NET.take(kind(3L));
    NET.take(kind(3.0));
    NET.take(kind(3f));
    NET.take(kind("s"));
    NET.take(kind('a' + 1));
    NET.take(kind(new int[] {1}));
    NET.take(kind(List.of(1)));
    NET.take(kind(true));
    byte small = 3;
    NET.take(kind(small));
    NET.take("conv1_1".substring(4));
    NET.take("conv1_1".substring(0, 4));
    NET.take("conv".charAt(2));
    NET.take("conv".indexOf("n"));
    NET.take("conv".indexOf('v'));
    NET.take("a,b,,c".split(",").length);
    NET.take("64,32,16".split(",")[1]);
    NET.take(Integer.parseInt("64,32".split(",")[0]) * 2);
    NET.take("ab".repeat(2));
    NET.take("a-b".replace("-", "+"));
    NET.take("a-b".replace('-', '+'));
    NET.take(" a ".trim());
    NET.take("Conv".toLowerCase());
    NET.take("conv".equals(NAME));
    NET.take("conv".equals(null));
    NET.take("conv".hashCode());
    NET.take("conv".compareTo("conw"));
    NET.take("conv".isEmpty());
    NET.take("  ".isBlank());
    NET.take("conv".contains("on"));
    NET.take("conv".lastIndexOf('c'));
    NET.take("conv".matches("c.*")); // unknown
    NET.take("a1b2".replaceAll("[0-9]", "")); // unknown
    NET.take(String.format("%d_%s_%.2f", 3, "x", 0.5));
    NET.take(String.format("%05d|%c|%x", 42, 'z', 255));
    NET.take(String.format("%s %s", 'c', 0.1f));
    NET.take("fc%d".formatted(7));
    NET.take(String.valueOf(3));
    NET.take(String.valueOf('c'));
    NET.take(String.valueOf(2.0));
    NET.take(String.join("-", "a", "b"));
    NET.take(String.join("-", List.of("a", "b")));
    NET.take(Integer.toString(255));
    NET.take(Integer.toString(255, 16));
    NET.take(Integer.toHexString(255));
    NET.take(Integer.parseInt("ff", 16));
    NET.take(Integer.valueOf("12") + 1);
    NET.take(Long.parseLong("12") * Integer.MAX_VALUE);
    NET.take(Boolean.parseBoolean("TRUE"));
    NET.take(Character.isDigit('7'));
    NET.take(Character.toUpperCase('a'));
    NET.take(Character.getNumericValue('7'));
    NET.take('7' - '0');
    try {
      NET.take(Integer.parseInt("12x"));
    } catch (NumberFormatException e) {
      NET.take("no number");
    }
    try {
      NET.take(Integer.parseInt("3000000000"));
    } catch (NumberFormatException e) {
      NET.take("too large");
    }
    try {
      NET.take("abc".substring(5));
    } catch (StringIndexOutOfBoundsException e) {
      NET.take("too short");
    }
    NET.take(new StringBuilder().append("a").append(1).append('c').toString()); // unknown
    NET.take(new String("conv") == "conv");
    String t = "con";
    t += "v";
    NET.take(t == "conv"); // unknown
    NET.take(t.equals("conv"));
    NET.take(t != null);
    NET.take(
        """
        text
          block \
        joined
        """);
    NET.take("tab\t\u0041\\");
    NET.take('\u0041');
    NET.take('\n');
    NET.take('\'');
    char[] word = "abc".toCharArray();
    word[0] = 'z';
    NET.take(word[0]);
    NET.take(word.length);
    NET.take(String.valueOf(word)); // unknown
    NET.take(Arrays.asList("b", "a").stream().collect(Collectors.joining(",")));
    NET.take(
        List.of(1, 2).stream().map(String::valueOf).collect(Collectors.joining("-", "[", "]")));
    NET.take("a b c".chars().filter(it -> it == ' ').count()); // unknown
    switch ("conv" + 1) {
      case "conv0":
        NET.take(0);
        break;
      case "conv1":
        NET.take(1);
        break;
      default:
        NET.take(2);
    }
  }
}
