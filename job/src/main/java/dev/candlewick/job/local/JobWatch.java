package dev.candlewick.job.local;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a job that runs: shows its progress, and stops it when that is asked for. */
final class JobWatch {

    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

    private final LocalCluster cluster;
    private final JobID job;
    private final Counts counts;
    private final String savepoints;
    private final long startedAt = System.nanoTime();

    private CompletableFuture<String> savepoint;
    private long stopBy;
    private boolean restarting;

    JobWatch(LocalCluster cluster, JobID job, Counts counts, String savepoints) {
        this.cluster = cluster;
        this.job = job;
        this.counts = counts;
        this.savepoints = savepoints;
    }

    RunResult untilEnd(
            ProgressDisplay display, StopSignal stop, Function<Counts, OptionalDouble> done)
            throws Exception {
        CompletableFuture<JobResult> result = cluster.resultOf(job);
        while (true) {
            try {
                return ended(result.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException stillRunning) {
                showProgress(display, done);
                noticeRestart(display);
            }
            if (stop.isRequested()) {
                askForSavepoint(display);
                if (System.nanoTime() > stopBy) {
                    return notStopped();
                }
            }
        }
    }

    /** Asks once, and again after a refusal: tasks that are still being started take none. */
    private void askForSavepoint(ProgressDisplay display) {
        if (stopBy == 0) {
            stopBy = System.nanoTime() + STOPS_WITHIN.toNanos();
            display.say("Stopping: taking a savepoint (Ctrl-C again ends without one)");
        }
        if (savepoint == null || savepoint.isCompletedExceptionally()) {
            savepoint = cluster.stopWithSavepoint(job, savepoints);
        }
    }

    private RunResult notStopped() {
        TimeoutException why =
                new TimeoutException("no savepoint within " + STOPS_WITHIN.toSeconds() + " s");
        savepoint.exceptionally(
                cause -> {
                    why.initCause(cause);
                    return null;
                });
        return new RunResult(counts, Optional.empty(), Optional.of(why));
    }

    private RunResult ended(JobResult result) {
        Optional<Throwable> failure =
                result.getSerializedThrowable()
                        .map(thrown -> thrown.deserializeError(JobWatch.class.getClassLoader()));
        failure.ifPresent(thrown -> LOG.error("The job failed", thrown));
        return new RunResult(counts, savepointTaken(), failure);
    }

    private Optional<String> savepointTaken() {
        if (savepoint == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(savepoint.join());
        } catch (CompletionException e) {
            LOG.info("The job ended before its savepoint", e);
            return Optional.empty();
        }
    }

    private void noticeRestart(ProgressDisplay display) {
        boolean now = cluster.statusOf(job) == JobStatus.RESTARTING;
        if (now && !restarting) {
            display.say("The job failed and is being restarted: " + cluster.failureOf(job));
        }
        restarting = now;
    }

    private void showProgress(ProgressDisplay display, Function<Counts, OptionalDouble> done) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        if (display.isDue(elapsed)) {
            display.show(new Progress(elapsed, JobCounts.of(counts), done.apply(counts)));
        }
    }
}
