package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.health.Condition;
import dev.candlewick.functions.health.HealthLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** Each condition is on the console once when it begins and once when it is over. */
class TroublesTest {

    private final Counts counts = new Counts();
    private final Troubles troubles = new Troubles("file:/data/checkpoints", counts);
    private final List<String> said = new ArrayList<>();
    private final HealthLog ofAnOperator = new HealthLog();
    private long completed = 7;
    private long failed;
    private boolean areTasksRunning = true;

    @Test
    void aConditionOfAnOperatorIsSaidWhenItBeginsAndWhenItIsOver() {
        counts.addTroubles(ofAnOperator::lines);
        look();
        ofAnOperator.begin(
                new Condition("the lake /lake", "no space left", "Rows wait", "free some"), 0);
        look();
        look();
        assertThat(troubles.current())
                .containsExactly("the lake /lake: no space left. Rows wait; free some");
        ofAnOperator.end("the lake /lake", 1_000);
        look();
        look();

        assertThat(said)
                .containsExactly(
                        "! the lake /lake: no space left. Rows wait; free some",
                        "Over: the lake /lake: no space left");
        assertThat(troubles.current()).isEmpty();
    }

    @Test
    void checkpointsThatFailAgainAndAgainAreOneUntilOneCompletes() {
        count("numberOfCompletedCheckpoints", () -> completed);
        count("numberOfFailedCheckpoints", () -> failed);
        areTasksRunning = false;
        failed = 3;
        look();
        areTasksRunning = true;
        failed = 4;
        look();
        assertThat(said).as("while tasks are being started").isEmpty();

        failed = 5;
        look();
        failed = 9;
        look();
        assertThat(counts.troubles())
                .as("what status shows")
                .singleElement()
                .asString()
                .startsWith("checkpoints in file:/data/checkpoints: they fail");
        completed = 8;
        look();

        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith("! checkpoints in file:/data/checkpoints: they fail");
        assertThat(said.get(1)).startsWith("Over: checkpoints in file:/data/checkpoints");
        assertThat(counts.troubles()).isEmpty();
    }

    private void look() {
        troubles.update(areTasksRunning, 0, said::add);
    }

    private void count(String name, Gauge<Long> value) {
        counts.added(value, name, new UnregisteredMetricsGroup());
    }
}
