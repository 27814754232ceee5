package modellint.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small programs whose calls on {@code lib.Net} say what the evaluator knew. */
class EvaluatorTest {

  /** A library with one fluent class. */
  private record Fluent() implements Api {
    @Override
    public boolean has(String type) {
      return type.equals("lib.Net");
    }

    @Override
    public Optional<Value> result(Obj receiver, Call call) {
      return call.method().equals("build") ? Optional.empty() : Optional.of(receiver);
    }
  }

  private static List<Obj> nets(String... sources) {
    var files = new ArrayList<SourceFile>();
    for (String source : sources) {
      try {
        files.add(SourceReader.parse("F" + files.size() + ".java", source));
      } catch (SourceReader.Unreadable e) {
        throw new AssertionError(e);
      }
    }
    return new Evaluator(new Sources(files, name -> Optional.empty()), new Fluent())
        .run(files.get(0), Set.of("Net", "units")).objects().stream()
            .filter(it -> it.type().equals("lib.Net"))
            .toList();
  }

  private static List<Value> units(String... sources) {
    List<Obj> nets = nets(sources);
    assertEquals(1, nets.size(), "nets found");
    return nets.get(0).calls("units").stream().map(it -> it.argument(0)).toList();
  }

  private static List<Value> inMain(String body) {
    return units(
        "import lib.Net; class A { public static void main(String[] args) {" + body + "}}");
  }

  private static List<Value> wholes(long... values) {
    return java.util.Arrays.stream(values).<Value>mapToObj(Value.Whole::new).toList();
  }

  @Test
  void a_chain_over_several_statements_is_one_object() {
    assertEquals(
        wholes(3, 4, 5),
        inMain("Net n = new Net().units(3); n.units(4); Net m = n; m.units(5).build();"));
  }

  @Test
  void arithmetic_follows_java() {
    assertEquals(
        wholes(3, 3, 12, 1, 7, 9),
        inMain(
            "int a = 7; double d = 3.9; new Net().units(a / 2).units((int) d)"
                + ".units(a + 5).units(a % 2).units(a++).units(++a);"));
  }

  @Test
  void loops_run_as_often_as_their_bounds_say() {
    assertEquals(
        wholes(8, 16, 32),
        inMain("Net n = new Net(); for (int i = 0, w = 8; i < 3; i++, w *= 2) n.units(w);"));
  }

  @Test
  void arrays_lists_and_maps_keep_their_elements() {
    assertEquals(
        wholes(4, 9, 2, 6),
        units(
            """
            import java.util.*; import lib.Net;
            class A { static void go() {
              int[] a = {4, 5}; a[1] = 9;
              List<Integer> l = new ArrayList<>(); l.add(a.length);
              Map<String, Integer> m = new HashMap<>() {{ put("k", 6); }};
              new Net().units(a[0]).units(a[1]).units(l.get(0)).units(m.get("k"));
            }}\
            """));
  }

  @Test
  void every_class_of_java_is_known_by_an_import_of_its_package() {
    assertEquals(
        wholes(3, 7),
        units(
            """
            import java.util.stream.*; import lib.Net;
            class A { static void go() {
              Net n = new Net();
              IntStream.of(3, 7).forEach(it -> n.units(it));
            }}\
            """));
  }

  @Test
  void what_lombok_writes_is_as_good_as_written() {
    assertEquals(
        wholes(20, 5, 3),
        units(
            """
            import lombok.*; import lib.Net;
            class A {
              @Getter @RequiredArgsConstructor enum Kind {
                A(10), B(20); private final int classes; private int uses = 1; }
              @Data @Builder static class Size {
                @Builder.Default private int width = 5; private final int depth; }
              static void go() {
                Size size = Size.builder().depth(3).build();
                new Net().units(Kind.B.getClasses()).units(size.getWidth()).units(size.getDepth());
              }
            }\
            """));
  }

  @Test
  void a_collection_that_a_stream_fills_is_a_list() {
    assertEquals(
        wholes(2, 4, 9),
        units(
            """
            import java.util.*; import java.util.stream.*; import lib.Net;
            class A { static void go() {
              int[] some = {1, 2};
              List<Integer> all = Arrays.stream(some).mapToObj(it -> 2 * it)
                  .collect(Collectors.toCollection(ArrayList::new));
              all.addAll(Collections.nCopies(1, 9));
              Net n = new Net();
              all.forEach(n::units);
            }}\
            """));
  }

  @Test
  void helpers_constructors_and_constants_of_other_classes_are_followed() {
    assertEquals(
        wholes(6, 20, 11),
        units(
            """
            package p; import lib.Net; import static p.B.size;
            class A { final int n; A(int n) { this.n = n + 1; }
              Net make() { return add(new Net(), n).units(B.WIDE).units(size(10)); }
              private Net add(Net net, int k) { return net.units(k); }
              public static void main(String[] args) { new A(5).make(); }
            }\
            """,
            "package p; class B { static final int WIDE = 4 * 5; static int size(int k) { return k"
                + " + 1; } }"));
  }

  @Test
  void switches_old_and_new_choose_by_value() {
    assertEquals(
        wholes(2, 30),
        inMain(
            "String s = \"b\"; int x = 0; switch (s) { case \"a\": x = 1; break; case \"b\": x = 2;"
                + " break; default: x = 3; } int y = switch (x) { case 1 -> 10; case 2 -> { yield"
                + " 30; } default -> 0; }; new Net().units(x).units(y);"));
  }

  @Test
  void what_depends_on_the_command_line_is_unknown_and_says_so() {
    Value value = inMain("int n = Integer.parseInt(args[0]); new Net().units(n);").get(0);
    assertEquals("n", assertInstanceOf(Value.Unknown.class, value).name());
    assertTrue(value.why().orElseThrow().contains("args"), value::toString);
  }

  @Test
  void a_field_that_is_zero_until_run_time_is_not_zero() {
    List<Value> read =
        units(
            """
            import lib.Net;
            class A { private static int in = 0; private int out;
              void load(Object it) { in = it.hashCode(); out = 3; }
              Net make() { return new Net().units(in).units(out); }
            }\
            """);
    assertTrue(read.stream().noneMatch(Value::isKnown), read::toString);
  }

  @Test
  void a_default_that_only_a_setter_may_replace_is_kept() {
    assertEquals(
        wholes(32),
        units(
            """
            import lib.Net;
            class A { private int batch = 32;
              public void setBatch(int b) { batch = b; }
              Net make() { return new Net().units(batch); }
            }\
            """));
  }

  @Test
  void branches_on_the_unknown_leave_only_what_they_agree_on() {
    List<Value> read =
        inMain(
            "int a = 1, b = 2; if (args.length > 0) { a = 5; b = 3; } else { b = 3; }"
                + " new Net().units(a).units(b);");
    assertInstanceOf(Value.Unknown.class, read.get(0));
    assertEquals(new Value.Whole(3), read.get(1));
  }

  @Test
  void a_call_behind_an_unknown_condition_is_not_certain() {
    Obj net =
        nets("import lib.Net; class A { void f(boolean b) { Net n = new Net().units(1);"
                + " if (b) { n.units(2); new Net().units(3); } n.units(4); }}")
            .get(0);
    assertEquals(List.of(true, false, true), net.calls().stream().map(Call::certain).toList());
  }

  @Test
  void a_guard_that_throws_leaves_the_main_path_certain() {
    assertEquals(
        wholes(7),
        inMain(
            "int n = 7; if (args.length == 0) { n = 1; throw new IllegalStateException(); }"
                + " new Net().units(n);"));
  }

  @Test
  void a_loop_without_known_bounds_leaves_what_it_writes_unknown() {
    List<Value> read =
        inMain(
            "int n = 7, k = 2; while (args[n] != null) { n = n * 2; } new"
                + " Net().units(n).units(k);");
    assertInstanceOf(Value.Unknown.class, read.get(0));
    assertEquals(new Value.Whole(2), read.get(1));
  }

  @Test
  void an_endless_loop_ends() {
    assertInstanceOf(
        Value.Unknown.class,
        inMain("int n = 0; while (true) { n++; if (n < 0) break; } new Net().units(n);").get(0));
  }

  @Test
  void endless_recursion_ends() {
    assertEquals(
        1,
        nets("import lib.Net; class A { int f(int n) { return f(n + 1); }"
                + " void g() { new Net().units(f(0)); }}")
            .size());
  }

  @Test
  void names_are_resolved_by_import_and_never_by_simple_name() {
    assertEquals(List.of(), nets("import other.Net; class A { void f() { new Net().units(3); }}"));
    assertEquals(1, nets("import lib.*; class A { void f() { new Net().units(3); }}").size());
    assertEquals(1, nets("class A { void f() { new lib.Net().units(3); }}").size());
  }

  @Test
  void a_caught_exception_continues_in_its_handler() {
    assertEquals(
        wholes(2),
        inMain(
            "int[] a = {1}; int n; try { n = a[5]; } catch (IndexOutOfBoundsException e) { n = 2; }"
                + " new Net().units(n);"));
  }

  @Test
  void lombok_builders_fill_fields() {
    assertEquals(
        wholes(10, 3),
        units(
            """
            import lombok.Builder; import lib.Net;
            @Builder class A { @Builder.Default private int n = 0; @Builder.Default private int k = 3;
              Net make() { return new Net().units(n).units(k); }
              static Net use() { return A.builder().n(10).build().make(); }
            }\
            """));
  }

  @Test
  void static_fields_and_blocks_define_though_nobody_calls() {
    List<Obj> nets =
        nets(
            "import lib.Net; class A { static final Net N = new Net().units(3);"
                + " static { new Net().units(4); } static int other() { return 1; } }");
    assertEquals(
        List.of(wholes(3), wholes(4)),
        nets.stream().map(it -> it.calls().get(0).arguments()).toList());
  }

  @Test
  void a_call_knows_its_own_line() {
    Obj net =
        nets("import lib.Net; class A { void f() {\n new Net()\n .units(3)\n .units(4); }}").get(0);
    assertEquals(List.of(3, 4), net.calls().stream().map(it -> it.place().line()).toList());
  }

  @Test
  void a_set_holds_each_element_once() {
    assertEquals(
        wholes(4),
        inMain(
            "java.util.Set<Character> all = new java.util.LinkedHashSet<>();"
                + "for (char c : \"abcabd\".toCharArray()) all.add(c);"
                + "new Net().units(all.size());"));
  }

  @Test
  void a_set_of_unknown_elements_has_no_known_size() {
    assertInstanceOf(
        Value.Unknown.class,
        inMain(
                "java.util.Set<Character> all = new java.util.HashSet<>();"
                    + "for (char c : args[0].toCharArray()) all.add(c);"
                    + "new Net().units(all.size());")
            .get(0));
  }

  @Test
  void a_list_that_grows_in_a_loop_over_the_unknown_has_no_known_size() {
    assertInstanceOf(
        Value.Unknown.class,
        inMain(
                "java.util.List<Character> all = new java.util.ArrayList<>();"
                    + "for (char c : args[0].toCharArray()) all.add(c);"
                    + "new Net().units(all.size());")
            .get(0));
  }

  @Test
  void a_collection_that_another_method_fills_is_not_empty() {
    List<Value> units =
        units(
            """
            import java.util.*; import lib.Net;
            class A {
              private final Map<String, Integer> words = new HashMap<>();
              void read(String word) { words.put(word, 1); }
              void define() { new Net().units(words.size()); }
            }
            """);
    assertInstanceOf(Value.Unknown.class, units.get(0));
  }

  @Test
  void a_file_that_asks_for_too_much_is_left() throws SourceReader.Unreadable {
    var source = new StringBuilder("import lib.Net; class A {");
    source.append("static int f(int n) { return n < 2 ? 1 : f(n - 1) + f(n - 2); }");
    for (int i = 0; i < 7; i++) {
      source.append("static void m" + i + "() { new Net().units(f(30)); }");
    }
    SourceFile file = SourceReader.parse("A.java", source + "}");
    List<String> stopped =
        new Evaluator(new Sources(List.of(file), name -> Optional.empty()), new Fluent())
            .run(file, Set.of("Net"))
            .stopped();
    assertEquals(6, stopped.size(), stopped::toString);
    assertEquals("A.m0: evaluation takes more than 2000000 steps", stopped.get(0));
    assertEquals("evaluation takes more than 10000000 steps", stopped.get(5));
  }
}
