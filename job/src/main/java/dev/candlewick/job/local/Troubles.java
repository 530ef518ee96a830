package dev.candlewick.job.local;

import dev.candlewick.functions.health.Condition;
import dev.candlewick.functions.health.HealthLog;
import java.util.List;
import java.util.function.Consumer;

/** What is wrong with a run: said on the console when it begins, and when it is over. */
final class Troubles {

    private static final String FAILED = "numberOfFailedCheckpoints";
    private static final String COMPLETED = "numberOfCompletedCheckpoints";

    private final Condition failingCheckpoints;
    private final Counts counts;
    private final HealthLog health = new HealthLog();
    private long completed;
    private long failedBefore;
    private List<String> current = List.of();

    /**
     * @param checkpoints where they are written
     * @param counts of the run; shows what is wrong with its checkpoints from now on
     */
    Troubles(String checkpoints, Counts counts) {
        this.counts = counts;
        counts.addTroubles(health::lines);
        failingCheckpoints =
                new Condition(
                        "checkpoints in " + checkpoints,
                        "they fail; the log says why",
                        "Nothing new becomes visible in the lake; the run goes on",
                        "look at this folder and at the lake: is there room, can they be"
                                + " written?");
    }

    /** A line for each that lasts. */
    List<String> current() {
        return current;
    }

    /**
     * Looks again.
     *
     * @param areTasksRunning while they are being started, checkpoints fail by themselves
     */
    void update(boolean areTasksRunning, long nowMillis, Consumer<String> say) {
        lookAtCheckpoints(areTasksRunning, nowMillis);
        List<String> before = current;
        current = counts.troubles();
        current.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> say.accept("! " + line));
        before.stream()
                .filter(line -> !current.contains(line))
                .forEach(line -> say.accept("Over: " + line.split("\\. ", 2)[0]));
    }

    private void lookAtCheckpoints(boolean areTasksRunning, long nowMillis) {
        long failed = counts.total(FAILED);
        boolean isStarting = !areTasksRunning && health.isQuiet();
        if (counts.total(COMPLETED) != completed || isStarting) {
            completed = counts.total(COMPLETED);
            failedBefore = failed;
        }
        if (failed > failedBefore + 1) {
            health.begin(failingCheckpoints, nowMillis);
        } else {
            health.end(failingCheckpoints.subject(), nowMillis);
        }
    }
}
