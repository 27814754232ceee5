package modellint.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import modellint.engine.Verifier;
import picocli.CommandLine.Option;

/** Whether models are run to settle what was found, and on what. */
final class Running {

  @Option(
      names = "--verify",
      description =
          "Run the models, in processes of their own: check runs those that have findings and"
              + " settles each by what happens, inspect shows what each layer does.")
  private boolean verify;

  @Option(
      names = "--inputs",
      paramLabel = "FILE",
      description =
          "With --verify, run models on these tensors instead of made-up ones: .npz, .npy, an ONNX"
              + " tensor (.pb), or a directory with input_0.pb, input_1.pb ...")
  private String samples = "";

  /**
   * What runs the models; empty where none is to be run, and then nothing of it is loaded.
   *
   * @param saved where inputs that were found are kept
   * @throws UsageException where an option has no use, or this distribution cannot run models
   */
  Optional<Verifier> verifier(Optional<Path> saved) {
    if (!verify) {
      if (!samples.isEmpty()) {
        throw new UsageException("--inputs has a use with --verify alone");
      }
      if (saved.isPresent()) {
        throw new UsageException("--save-inputs keeps what --verify finds: give both");
      }
      return Optional.empty();
    }
    if (!samples.isEmpty() && !Files.isReadable(Path.of(samples))) {
      throw new UsageException("cannot read the inputs: " + samples);
    }
    Verifier verifier =
        ServiceLoader.load(Verifier.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--verify needs the full distribution: this one cannot run models"));
    Verifier saving = saved.map(verifier::saving).orElse(verifier);
    return Optional.of(samples.isEmpty() ? saving : saving.feeding(Path.of(samples)));
  }
}
