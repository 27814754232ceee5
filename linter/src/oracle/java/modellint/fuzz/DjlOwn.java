package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;

import java.util.List;
import modellint.fuzz.Flow.Kind;

/** A block of the program's own: a class with two layers, and how it hands arrays on. */
final class DjlOwn {

  private static final String ARGUMENTS =
      "(ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params)";

  private final Source source;
  private final Dice dice;

  DjlOwn(Source source, Dice dice) {
    this.source = source;
    this.dice = dice;
  }

  Layer block(Flow at) {
    String type = source.fresh("Own");
    int width = dice.chance(0.5) ? at.size() : dice.between(1, 6);
    boolean residual = width == at.size() && dice.chance(0.7);
    boolean sized = dice.chance(0.5);
    List<String> parts =
        List.of(layer(at, "" + dice.between(1, 6)), layer(at, sized ? "units" : "" + width));
    boolean listed = dice.chance(0.3);
    boolean scaled = at.kind() == Kind.ROWS && dice.chance(0.4);
    var text = new StringBuilder("static class " + type + " extends AbstractBlock {\n");
    text.append(listed ? list(type, sized, parts) : fields(type, sized, parts));
    text.append(scaled ? scale(width) : "");
    text.append(listed ? looped(residual, scaled) : straight(residual, scaled));
    text.append(listed || dice.chance(0.4) ? eachInTurn() : oneByOne());
    source.importing("java.util.List");
    source.importing("java.util.ArrayList");
    source.member(text.append("}").toString());
    return new Layer(sized ? made(type, of(width)) : made(type), at.sized(width));
  }

  /** One of the two layers, in the shortest form. */
  private String layer(Flow at, String units) {
    return at.kind() == Kind.IMAGE
        ? "Conv2d.builder().setKernelShape(new Shape(1, 1)).setFilters(" + units + ").build()"
        : "Linear.builder().setUnits(" + units + ")" + dice.of("", ".optBias(false)") + ".build()";
  }

  private String fields(String type, boolean sized, List<String> parts) {
    if (!sized && dice.chance(0.5)) {
      return """
        private final Block first = addChildBlock("first", %s);
        private final Block second = addChildBlock("second", %s);
      """
          .formatted(parts.get(0), parts.get(1));
    }
    return """
      private final Block first;
      private Block second;
      %s(%s) {
        first = addChildBlock("first", %s);
        this.second = %s;
        addChildBlock("second", second);
      }
    """
        .formatted(type, sized ? "int units" : "", parts.get(0), parts.get(1));
  }

  private String list(String type, boolean sized, List<String> parts) {
    return """
      private final List<Block> blocks = new ArrayList<>();
      %s(%s) {
        blocks.add(%s);
        blocks.add(%s);
        for (int i = 0; i < blocks.size(); i++) {
          addChildBlock("block" + i, blocks.get(i));
        }
      }
    """
        .formatted(type, sized ? "int units" : "", parts.get(0), parts.get(1));
  }

  private String scale(int width) {
    return """
      private final Parameter scale = addParameter(Parameter.builder().setName("scale")
          .setType(Parameter.Type.%s).optShape(new Shape(%s)).build());
    """
        .formatted(dice.of("GAMMA", "BETA"), width);
  }

  private String looped(boolean residual, boolean scaled) {
    String loop =
        dice.of(
            """
              for (Block block : blocks) {
                at = block.forward(store, at, training, params);
              }
            """,
            """
              for (int i = 0; i < blocks.size(); i++) {
                at = blocks.get(i).forward(store, at, training);
              }
            """,
            """
              for (Pair<String, Block> pair : getChildren()) {
                at = pair.getValue().forward(store, at, training);
              }
            """,
            """
              for (Block block : getChildren().values()) {
                at = block.forward(store, at, training);
              }
            """);
    return forward("NDList at = inputs;\n" + loop, residual, scaled);
  }

  private String straight(boolean residual, boolean scaled) {
    String through =
        dice.of(
            "NDList at = second.forward(store, first.forward(store, inputs, training),"
                + " training);\n",
            "NDList at = first.forward(store, inputs, training, params);\n"
                + "at = new NDList(Activation.relu(at.singletonOrThrow()));\n"
                + "at = second.forward(store, at, training, params);\n",
            "NDArray hidden = first.forward(store, inputs, training).head();\n"
                + "hidden = hidden.tanh();\n"
                + "NDList at = second.forward(store, new NDList(hidden), training);\n",
            "NDList at = run(store, second, run(store, first, inputs, training), training);\n");
    String helper =
        through.contains("run(")
            ? """
              private NDList run(ParameterStore store, Block block, NDList in, boolean training) {
                return block.forward(store, in, training);
              }
            """
            : "";
    return helper + forward(through, residual, scaled);
  }

  private String forward(String body, boolean residual, boolean scaled) {
    var text =
        new StringBuilder("  @Override protected NDList forwardInternal" + ARGUMENTS + " {\n");
    text.append(body.indent(4)).append("    NDArray x = at.singletonOrThrow();\n");
    if (residual) {
      text.append(
          dice.of(
              "    x = x.add(inputs.singletonOrThrow());\n",
              "    x = NDArrays.add(x, inputs.head());\n"));
    }
    if (scaled) {
      text.append("    x = x.mul(store.getValue(scale, x.getDevice(), training));\n");
    }
    return text.append("    return new NDList(x);\n  }\n").toString();
  }

  private String oneByOne() {
    return """
      @Override public Shape[] getOutputShapes(Shape[] in) {
        return second.getOutputShapes(first.getOutputShapes(in));
      }
      @Override public void initializeChildBlocks(NDManager m, DataType type, Shape... in) {
        first.initialize(m, type, in);
        second.initialize(m, type, first.getOutputShapes(in));
      }
    """;
  }

  private String eachInTurn() {
    return """
      @Override public Shape[] getOutputShapes(Shape[] in) {
        Shape[] current = in;
        for (Block block : getChildren().values()) {
          current = block.getOutputShapes(current);
        }
        return current;
      }
      @Override public void initializeChildBlocks(NDManager m, DataType type, Shape... in) {
        Shape[] current = in;
        for (Block child : getChildren().values()) {
          child.initialize(m, type, current);
          current = child.getOutputShapes(current);
        }
      }
    """;
  }
}
