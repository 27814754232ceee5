package modellint.verify.gradient;

import static modellint.verify.gradient.Case.any;
import static modellint.verify.gradient.Case.between;
import static modellint.verify.gradient.Case.integers;
import static modellint.verify.gradient.Case.none;
import static modellint.verify.gradient.Case.of;
import static modellint.verify.gradient.Case.positive;

import java.util.List;
import java.util.stream.Stream;
import modellint.verify.tape.Attr;

/** Cases of operators that are whole procedures: attention, sampling, spectra, placements. */
final class StructuredCases {

  static final List<Case> ALL =
      Stream.of(attention(), sampling(), spectra(), placements()).flatMap(List::stream).toList();

  private StructuredCases() {}

  private static List<Case> attention() {
    return List.of(
        of("Attention", 23, any(2, 3, 4, 5), any(2, 3, 6, 5), any(2, 3, 6, 4), any(4, 6))
            .with(Attr.of("softcap", 2f)),
        of("Attention", 23, any(2, 4, 12), any(2, 6, 6), any(2, 6, 6))
            .with("q_num_heads", 4)
            .with("kv_num_heads", 2)
            .with("is_causal", 1),
        of(
                "Attention",
                23,
                any(1, 2, 3, 4),
                any(1, 2, 2, 4),
                any(1, 2, 2, 4),
                none(),
                any(1, 2, 3, 4),
                any(1, 2, 3, 4))
            .with("qk_matmul_output_mode", 3)
            .outputs(4),
        of(
                "RotaryEmbedding",
                23,
                any(2, 2, 3, 6),
                any(5, 2),
                any(5, 2),
                integers(new long[] {2, 3}, 0, 1, 2, 4, 3, 1))
            .with("rotary_embedding_dim", 4)
            .with("interleaved", 1),
        of("RotaryEmbedding", 23, any(2, 3, 8), any(2, 3, 2), any(2, 3, 2)).with("num_heads", 2));
  }

  private static List<Case> sampling() {
    Case.Input grid = between(-1.21, 1.13, 2, 3, 2, 2);
    return List.of(
        of("GridSample", 20, any(2, 2, 4, 3), grid),
        of("GridSample", 20, any(2, 2, 4, 3), grid)
            .with("padding_mode", "reflection")
            .with("align_corners", 1),
        of("GridSample", 20, any(2, 2, 4, 3), grid)
            .with("padding_mode", "border")
            .with("mode", "cubic"),
        of("GridSample", 20, any(1, 2, 3, 4, 3), between(-0.9, 0.93, 1, 2, 2, 2, 3)),
        of("AffineGrid", 20, any(2, 2, 3), integers(2, 1, 3, 4)),
        of("AffineGrid", 20, any(1, 3, 4), integers(1, 1, 2, 3, 4)).with("align_corners", 1),
        of(
                "DeformConv",
                19,
                any(2, 4, 5, 5),
                any(2, 2, 3, 3),
                between(-0.83, 0.91, 2, 36, 3, 3),
                any(2),
                positive(2, 18, 3, 3))
            .with("group", 2)
            .with("offset_group", 2),
        of("RoiAlign", 16, any(2, 2, 8, 8), rois(), integers(0, 1))
            .with("output_height", 3)
            .with("output_width", 2)
            .with("sampling_ratio", 2));
  }

  private static Case.Input rois() {
    return new Case.Input(
        List.of(
            modellint.verify.run.Block.of(
                new long[] {2, 4},
                new float[] {1.13f, 0.64f, 5.37f, 6.91f, 0.28f, 2.11f, 4.2f, 7.3f})),
        false);
  }

  private static List<Case> spectra() {
    return List.of(
        of("DFT", 20, any(2, 5, 3, 1), none(), integers(new long[0], 1)),
        of("DFT", 20, any(1, 4, 2), integers(new long[0], 6), integers(new long[0], 1)),
        of("DFT", 20, any(1, 6, 1), none(), integers(new long[0], 1)).with("onesided", 1),
        of("DFT", 17, any(1, 3, 4, 2)).with("axis", 2).with("inverse", 1),
        of("STFT", 17, any(1, 12, 1), integers(new long[0], 3), positive(6)));
  }

  private static List<Case> placements() {
    return List.of(
        of("CenterCropPad", 18, any(5, 3, 4), integers(2, 6, 4)),
        of("Col2Im", 18, any(1, 12, 4), integers(4, 5), integers(2, 3))
            .with("strides", 2, 2)
            .with("pads", 0, 0, 0, 1),
        of("MaxUnpool", 11, any(1, 1, 2, 2), integers(new long[] {1, 1, 2, 2}, 1, 3, 8, 14))
            .with("kernel_shape", 2, 2)
            .with("strides", 2, 2),
        of("TensorScatter", 24, any(2, 4, 3), any(2, 2, 3), integers(1, 3))
            .with("mode", "circular"),
        of("ArrayFeatureExtractor", 1, any(2, 4), integers(3, 0)).in("ai.onnx.ml"),
        of("CumProd", 26, any(2, 4), integers(new long[0], 1)).with("reverse", 1),
        of("Det", 22, any(2, 3, 3)),
        of("DynamicQuantizeLinear", 11, any(2, 5)).outputs(3));
  }
}
