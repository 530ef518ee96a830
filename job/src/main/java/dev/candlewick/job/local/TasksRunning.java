package dev.candlewick.job.local;

import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;

/**
 * Whether all tasks of a job run: a job that is said to run may still be opening its stores, at its
 * start and after each restart.
 */
final class TasksRunning {

    private boolean now;
    private boolean ever;

    /**
     * @param areAll looks at each task, which is not cheap; asked while some may not run yet
     */
    void look(JobStatus job, BooleanSupplier areAll) {
        now = job == JobStatus.RUNNING && (now || areAll.getAsBoolean());
        ever |= now;
    }

    boolean areRunning() {
        return now;
    }

    boolean haveRun() {
        return ever;
    }
}
