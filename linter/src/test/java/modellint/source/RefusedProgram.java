package modellint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.graph.Refusal;
import modellint.testing.Definitions;

/**
 * A program that was run with its library: {@code thrown: new Perceptron(0) => NO_INPUT_SIZE
 * Neuroph}.
 *
 * @param outcome {@code ok} where the library built the network and trained it a step, {@code
 *     thrown} where it did not
 * @param told what is said of it from its source alone
 */
record RefusedProgram(String outcome, String code, String told) {

  private static final Path FOLDER = Path.of("src/test/resources/modellint/refused");

  /** All programs of a library, under a head that they share. */
  record Listing(String head, List<RefusedProgram> programs) {

    static Listing of(String library) {
      try {
        List<String> lines = Files.readAllLines(file(library));
        int end = lines.indexOf("---");
        return new Listing(
            String.join("\n", lines.subList(0, end)),
            lines.subList(end + 1, lines.size()).stream().map(RefusedProgram::of).toList());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    static Path file(String library) {
      return FOLDER.resolve(library + ".txt");
    }

    String text() {
      return programs.stream()
          .map(RefusedProgram::line)
          .collect(Collectors.joining("\n", head + "\n---\n", "\n"));
    }

    /** The same programs, with what is told of them now. */
    Listing read(Library library) {
      var code = new StringBuilder(head).append("\nclass Programs {\n");
      for (int i = 0; i < programs.size(); i++) {
        code.append("static void run").append(i).append("() throws Throwable { ");
        code.append(programs.get(i).code()).append(" }\n");
      }
      Library.Found found = Definitions.found(library, code.append("}\n").toString());
      int first = (int) head.lines().count() + 2;
      var read = new ArrayList<RefusedProgram>();
      for (int i = 0; i < programs.size(); i++) {
        RefusedProgram it = programs.get(i);
        read.add(new RefusedProgram(it.outcome(), it.code(), told(found, first + i)));
      }
      return new Listing(head, read);
    }

    private static String told(Library.Found found, int line) {
      return found.definitions().stream()
          .filter(it -> it.site().line() == line)
          .flatMap(Listing::refusals)
          .filter(it -> it.fault() != Refusal.Fault.REPLACED_INPUT)
          .map(it -> it.fault() + " " + it.subject())
          .distinct()
          .collect(Collectors.joining(", "));
    }

    private static Stream<Refusal> refusals(Definition definition) {
      return definition.graph().training().details().refusals().stream();
    }

    /** The lines of programs that the library takes and that are objected to. */
    List<String> wronged() {
      return programs.stream()
          .filter(it -> it.outcome().equals("ok") && !it.told().isEmpty())
          .map(RefusedProgram::line)
          .toList();
    }
  }

  private static RefusedProgram of(String line) {
    int begin = line.indexOf(": ");
    int end = line.lastIndexOf(" =>");
    return new RefusedProgram(
        line.substring(0, begin), line.substring(begin + 2, end), line.substring(end + 3).strip());
  }

  private String line() {
    return outcome + ": " + code + " =>" + (told.isEmpty() ? "" : " " + told);
  }
}
