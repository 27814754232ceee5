package modellint.rules.structure;

import java.util.List;
import java.util.stream.Stream;
import modellint.analysis.shape.WindowRoom;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A window that its input has no room for. */
@RuleInfo(
    id = "ML319",
    severity = Severity.ERROR,
    summary = "The window of a convolution or pooling is larger than its padded input",
    docs =
        """
        ## What it does
        Follows the size of images and sequences through the network and compares each window,
        with its dilation, to what reaches it, with its padding. Sizes that are not known, padding
        that is chosen to fit (SAME) and pooling that rounds up into its last window are not
        reported.

        ## Why it matters
        There is no place to put the window, so the output would have no element: PyTorch, and DJL
        on top of it, throws at the first batch. It happens where inputs are smaller than those
        that the network was made for, or where one pooling too many stands before it.

        ## How to fix
        Pad the input by half of the window, leave out a pooling, make the window smaller, or feed
        larger images.

        ## References
        Dumoulin and Visin 2016, A guide to convolution arithmetic for deep learning,
        <https://arxiv.org/abs/1603.07285>
        """)
public final class OversizedWindow implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().nodes().stream()
        .flatMap(
            it ->
                WindowRoom.least(it, subject.shapes()).stream()
                    .filter(room -> room.left() < 0)
                    .map(room -> describe(it, room)));
  }

  private Finding describe(Node node, WindowRoom room) {
    String kind = node.type().endsWith("Pool") ? "pooling" : "convolution";
    return Finding.of(
        this,
        Severity.ERROR,
        node.place(),
        "the window of this " + kind + " is larger than its padded input",
        List.of(
            new Measure(
                "positions under the window",
                new Estimate(room.window(), Estimate.Basis.EXACT),
                room.input() + room.window() - room.needed())),
        Fix.of("pad this input, make the window smaller, or shrink the images less before it"));
  }
}
