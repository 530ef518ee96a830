package dev.candlewick.job.local;

import dev.candlewick.functions.quality.RouteFeed;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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

    /** The cluster copies everything it knows of a job to tell its status. */
    private static final int LOOKS_PER_STATUS = 5;

    private static final Duration LONGEST_DELAY = Duration.ofDays(7);
    private static final String CHECKPOINTS = "numberOfCompletedCheckpoints";

    private final LocalCluster cluster;
    private final JobID job;
    private final Counts counts;
    private final String savepoints;
    private final FailureLimit limit = new FailureLimit();
    private final Troubles troubles;
    private final TasksRunning tasks = new TasksRunning();
    private final long startedAt = System.nanoTime();

    private CompletableFuture<String> savepoint;
    private long checkpoints;
    private int looks;
    private boolean restarting;
    private String hopeless;

    JobWatch(LocalCluster cluster, JobID job, Counts counts, String savepoints) {
        this.cluster = cluster;
        this.job = job;
        this.counts = counts;
        this.savepoints = savepoints;
        this.troubles = new Troubles(savepoints, counts);
    }

    RunResult untilEnd(
            ProgressDisplay display,
            StopSignal stop,
            Function<Counts, OptionalDouble> done,
            Runnable onCheckpoint)
            throws Exception {
        CompletableFuture<JobResult> result = cluster.resultOf(job);
        while (hopeless == null) {
            try {
                return ended(result.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException stillRunning) {
                troubles.update(tasks.areRunning(), System.currentTimeMillis(), display::say);
                showProgress(display, done);
                if (looks++ % LOOKS_PER_STATUS == 0) {
                    noticeRestart(display);
                }
                noticeCheckpoint(onCheckpoint);
            }
            if (stop.isRequested()) {
                askForSavepoint(display);
                if (stop.isOverdue() || hopeless != null) {
                    return notStopped();
                }
            }
        }
        return result(Optional.of(new IllegalStateException(hopeless)), false);
    }

    /** Asks once, and again after a refusal: tasks that are still being started take none. */
    private void askForSavepoint(ProgressDisplay display) {
        if (savepoint == null) {
            display.say("Stopping: taking a savepoint (Ctrl-C again ends without one)");
        }
        if (savepoint == null || savepoint.isCompletedExceptionally()) {
            savepoint = cluster.stopWithSavepoint(job, savepoints);
        }
    }

    private RunResult notStopped() {
        TimeoutException why = new TimeoutException("no savepoint in time");
        savepoint.exceptionally(
                cause -> {
                    why.initCause(cause);
                    return null;
                });
        LOG.warn("Stopping without a savepoint", why);
        return result(Optional.of(why), true);
    }

    private RunResult ended(JobResult result) {
        Optional<Throwable> failure =
                result.getSerializedThrowable()
                        .map(thrown -> thrown.deserializeError(JobWatch.class.getClassLoader()));
        failure.ifPresent(thrown -> LOG.error("The job failed", thrown));
        return result(failure, false);
    }

    private RunResult result(Optional<Throwable> failure, boolean cutShort) {
        Optional<String> taken = cutShort ? Optional.empty() : savepointTaken();
        return new RunResult(counts, taken, failure, tasks.haveRun(), cutShort, troubles.current());
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
        JobStatus status = cluster.statusOf(job);
        tasks.look(status, () -> cluster.isEveryTaskRunning(job));
        boolean now = status == JobStatus.RESTARTING;
        if (now && !restarting) {
            Optional<Throwable> failure = cluster.failureOf(job);
            String why = failure.map(Causes::oneLine).orElse("the log says why");
            display.say("The job failed and is being restarted: " + why);
            failure.flatMap(
                            thrown ->
                                    limit.failed(
                                            thrown,
                                            why,
                                            counts.total(CHECKPOINTS),
                                            tasks.haveRun()))
                    .ifPresent(text -> hopeless = text);
        }
        restarting = now;
    }

    private Progress progress(Duration elapsed, OptionalDouble done) {
        return new Progress(
                elapsed,
                JobCounts.of(counts),
                done,
                new Progress.Condition(
                        done.isPresent() ? OptionalDouble.empty() : behind(), troubles.current()));
    }

    /** A recording that is played again and again is not behind anything. */
    private OptionalDouble behind() {
        OptionalLong newest = counts.least(RouteFeed.EVENT_TIME);
        double seconds = (System.currentTimeMillis() - newest.orElse(0)) / 1_000.0;
        return newest.isEmpty() || seconds > LONGEST_DELAY.toSeconds()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, seconds));
    }

    private void noticeCheckpoint(Runnable onCheckpoint) {
        long now = counts.total(CHECKPOINTS);
        if (now != checkpoints) {
            checkpoints = now;
            onCheckpoint.run();
        }
    }

    private void showProgress(ProgressDisplay display, Function<Counts, OptionalDouble> done) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        if (display.isDue(elapsed)) {
            display.show(progress(elapsed, done.apply(counts)));
        }
    }
}
