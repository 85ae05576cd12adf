import static java.util.stream.Collectors.joining;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a proxy does in one life: it is started before and ended after.
///
/// @param repeats how many of its lives are a round
record Session(Trial trial, int repeats, List<Exercise> exercises) {

  Session(Trial trial, Exercise... exercises) {
    this(trial, 1, List.of(exercises));
  }

  /// The same with those of its rows alone whose names begin so.
  Session only(String beginning) {
    return new Session(
        trial,
        repeats,
        exercises.stream().filter(one -> one.row().name().startsWith(beginning)).toList());
  }

  Map<Row, Result> run(Peer peer, InetSocketAddress origin) throws Exception {
    try (Target target = peer.start(origin)) {
      Map<Row, Result> results = new LinkedHashMap<>();
      for (Exercise exercise : exercises) {
        results.put(exercise.row(), exercise.step().run(target));
      }
      return results;
    }
  }

  /// See [Exercise.Step#rehearse].
  void rehearse(InetSocketAddress origin) throws Exception {
    Peer direct = Peers.direct();
    if (direct.trials().contains(trial)) {
      try (Target target = direct.start(origin)) {
        for (Exercise exercise : exercises) {
          exercise.step().rehearse(target);
        }
      }
    }
  }

  @Override
  public String toString() {
    return exercises.stream().map(one -> one.row().name()).collect(joining("; "));
  }
}
