package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** A job that is still opening its stores is not taken for one whose checkpoints fail. */
class TasksRunningTest {

    private final TasksRunning tasks = new TasksRunning();
    private final Counts counts = new Counts();
    private final Troubles troubles = new Troubles("file:/data/checkpoints", counts);
    private final List<String> said = new ArrayList<>();
    private long failed;

    @Test
    void nothingIsSaidOfCheckpointsWhileStoresAreOpenedAtTheStartAndAfterARestart() {
        counts.added(
                (Gauge<Long>) () -> failed,
                "numberOfFailedCheckpoints",
                new UnregisteredMetricsGroup());

        failThreeCheckpoints(JobStatus.RUNNING, false);
        look(JobStatus.RUNNING, true);
        look(JobStatus.RESTARTING, true);
        failThreeCheckpoints(JobStatus.RUNNING, false);
        assertThat(said).isEmpty();
        assertThat(tasks.haveRun()).isTrue();

        failThreeCheckpoints(JobStatus.RUNNING, true);
        assertThat(said).singleElement().asString().startsWith("! checkpoints in ");
    }

    @Test
    void tasksThatRunAreNotLookedAtAgain() {
        tasks.look(JobStatus.RUNNING, () -> true);
        tasks.look(JobStatus.RUNNING, () -> fail("they run already"));

        assertThat(tasks.areRunning()).isTrue();
    }

    private void failThreeCheckpoints(JobStatus job, boolean areAllRunning) {
        for (int checkpoint = 0; checkpoint < 3; checkpoint++) {
            look(job, areAllRunning);
            failed++;
        }
        look(job, areAllRunning);
    }

    private void look(JobStatus job, boolean areAllRunning) {
        tasks.look(job, () -> areAllRunning);
        troubles.update(tasks.areRunning(), 0, said::add);
    }
}
