package modellint.verify.child;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.engine.Suspect;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Question;

/** Questions to a child and its answers, in turn. What does not answer the question is a lie. */
final class Conversation {

  private final List<Question> questions;
  private final Suspect.Progress progress;
  private final List<Answer> answers = new ArrayList<>();
  private final int runs;
  private Optional<Frames> frames = Optional.empty();
  private int done;

  Conversation(List<Question> questions, Suspect.Progress progress) {
    this.questions = List.copyOf(questions);
    this.progress = progress;
    this.runs = questions.stream().mapToInt(it -> it.seeds().size()).sum();
  }

  /** Puts the first question; an outcome ends the conversation, here and below. */
  Optional<Outcome> begin(Frames channel) throws IOException {
    frames = Optional.of(channel);
    progress.ran(0, runs);
    return next();
  }

  Optional<Outcome> heard(Frames.Frame frame) throws IOException {
    return switch (frame.kind()) {
      case ALIVE -> Optional.empty();
      case RAN -> {
        done = Math.min(runs, done + 1);
        progress.ran(done, runs);
        yield Optional.empty();
      }
      case ANSWER -> answer(frame.body());
      case REFUSAL -> refusal(frame.body());
      case QUESTION -> lie("a message out of turn");
    };
  }

  private static Optional<Outcome> refusal(byte[] body) {
    try {
      return Optional.of(new Outcome.Refused(in(body).readUTF()));
    } catch (IOException e) {
      return lie("a malformed message");
    }
  }

  private Optional<Outcome> answer(byte[] body) throws IOException {
    Answer answer;
    try {
      answer = Answer.read(in(body));
    } catch (IOException | OutOfMemoryError | IllegalArgumentException e) {
      return lie("a malformed message");
    }
    if (!answer.answers(questions.get(answers.size()))) {
      return lie("an answer to another question");
    }
    answers.add(answer);
    return next();
  }

  private static DataInputStream in(byte[] body) {
    return new DataInputStream(new ByteArrayInputStream(body));
  }

  private static Optional<Outcome> lie(String what) {
    return Optional.of(new Outcome.Crashed(what, false));
  }

  private Optional<Outcome> next() throws IOException {
    if (answers.size() == questions.size()) {
      return Optional.of(new Outcome.Answered(Answer.joined(answers), Optional.empty()));
    }
    frames.orElseThrow().send(Frames.Kind.QUESTION, questions.get(answers.size())::write);
    return Optional.empty();
  }
}
