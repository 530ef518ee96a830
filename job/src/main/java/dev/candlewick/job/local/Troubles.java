package dev.candlewick.job.local;

import dev.candlewick.functions.health.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with a run: said on the console when it begins, and when it is over. */
final class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final String FAILED = "numberOfFailedCheckpoints";
    private static final String COMPLETED = "numberOfCompletedCheckpoints";

    private final String checkpoints;
    private final Counts counts;
    private long completed;
    private long failedBefore;
    private List<String> current = List.of();

    /**
     * @param checkpoints where they are written
     */
    Troubles(String checkpoints, Counts counts) {
        this.checkpoints = checkpoints;
        this.counts = counts;
    }

    /** A line for each that lasts. */
    List<String> current() {
        return current;
    }

    /** Looks again. */
    void update(List<String> ofOperators, Consumer<String> say) {
        List<String> now = new ArrayList<>(ofOperators);
        failingCheckpoints(now);
        List<String> before = current;
        current = List.copyOf(now);
        now.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> say.accept("! " + line));
        before.stream()
                .filter(line -> !now.contains(line))
                .forEach(line -> say.accept("Over: " + line.split("\\. ", 2)[0]));
    }

    private void failingCheckpoints(List<String> now) {
        long failed = counts.total(FAILED);
        if (counts.total(COMPLETED) != completed) {
            completed = counts.total(COMPLETED);
            failedBefore = failed;
        }
        if (failed > failedBefore + 1) { // one may come before all tasks run
            Condition condition =
                    new Condition(
                            "checkpoints in " + checkpoints,
                            "they fail; the log says why",
                            "Nothing new becomes visible in the lake; the run goes on",
                            "look at this folder and at the lake: is there room, can they be"
                                    + " written?");
            if (current.stream().noneMatch(condition.line()::equals)) {
                LOG.error("{}", condition.line());
            }
            now.add(condition.line());
        }
    }
}
