package dev.candlewick.job.command;

import dev.candlewick.functions.quality.Freshness;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.lock.Holder;
import dev.candlewick.job.status.RunReport;
import dev.candlewick.job.status.RunStatus;
import dev.candlewick.job.status.Trend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what {@code status} shows, every other second, while a run lasts. */
final class StatusWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
    private static final int EVERY_SECONDS = 2;
    private static final int MOST_LABELS = 300;
    private static final String COMPLETED = "numberOfCompletedCheckpoints";

    private final Path file;
    private final Holder holder;
    private final Supplier<Optional<Counts>> counts;
    private final ScheduledExecutorService timer;
    private final Future<?> writing;
    private final Map<String, Trend> trends =
            RunStatus.TRENDS.stream().collect(Collectors.toMap(name -> name, name -> new Trend()));
    private long completed;
    private long completedAt;

    private StatusWriter(Path file, Holder holder, Supplier<Optional<Counts>> counts) {
        this.file = file;
        this.holder = holder;
        this.counts = counts;
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "status");
                            thread.setDaemon(true);
                            return thread;
                        });
        writing = timer.scheduleWithFixedDelay(this::write, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    static StatusWriter start(Path hotStore, Holder holder, Supplier<Optional<Counts>> counts) {
        return new StatusWriter(fileOf(hotStore), holder, counts);
    }

    /** Where the run that writes a hot store tells of itself. */
    static Path fileOf(Path hotStore) {
        return hotStore.toAbsolutePath().resolveSibling(".writer").resolve("run.json");
    }

    private void write() {
        try {
            Optional<Counts> running = counts.get();
            if (running.isPresent()) {
                report(running.get()).writeTo(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The status was not written", e);
        }
    }

    private RunReport report(Counts counted) {
        long now = System.currentTimeMillis();
        if (counted.total(COMPLETED) != completed) {
            completed = counted.total(COMPLETED);
            completedAt = now;
        }
        JobCounts job = JobCounts.of(counted);
        Map<String, Long> numbers =
                new HashMap<>(
                        Map.of(
                                "messages", job.messages(),
                                "trades", job.trades(),
                                "rejected", job.rejected(),
                                "gaps", job.gaps().all(),
                                "openGaps", Math.max(0, job.gaps().open()),
                                "queuedFrames", counted.total("queuedFrames"),
                                "journalBacklogBytes", counted.total("journalBacklogBytes"),
                                "millisSinceLastFrame",
                                        counted.least("millisSinceLastFrame").orElse(0),
                                "eventTime", counted.least(RouteFeed.EVENT_TIME).orElse(0),
                                "checkpointAt", completedAt));
        trends.forEach(
                (name, trend) -> {
                    trend.on(now, numbers.get(name));
                    trend.putInto(numbers, name);
                });
        add(numbers, counted, Freshness.SYMBOL, Freshness.SYMBOL_TIME);
        add(numbers, counted, Freshness.SYMBOL, Freshness.GAP_SINCE);
        add(numbers, counted, Freshness.STREAM, Freshness.STREAM_HEARD);
        return new RunReport(holder.toString(), now, numbers, counted.troubles());
    }

    /** Of many symbols, those that are furthest behind. */
    private static void add(Map<String, Long> numbers, Counts counted, String label, String name) {
        counted.greatestBy(label, name).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(MOST_LABELS)
                .forEach(each -> numbers.put(name + " " + each.getKey(), each.getValue()));
    }

    @Override
    public void close() {
        writing.cancel(false);
        timer.shutdownNow();
    }
}
