package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.Subscription;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.util.MiniClusterWithClientResource;

/**
 * Frames of mixed channels through a real WebSocket into a job, second by second: what arrives, how
 * full the queues are, and how far the source is held back. No test: run its main from the test
 * classpath with the seconds, the frames a second, and the microseconds that the sink takes for an
 * event (by default 5, 10000 and 0; a slow sink shows the back-pressure), and the folder of a
 * journal (by default none).
 */
final class LoadBenchmark {

    private static final LongAdder TRADES = new LongAdder();
    private static final LongAdder TRADE_IDS = new LongAdder();
    private static final LongAdder DATA = new LongAdder();
    private static final LongAdder REFUSED = new LongAdder();
    private static final List<Channel> CHANNELS =
            List.of(Channel.BBO, Channel.BOOK, Channel.ASSET_CONTEXT, Channel.candle("1m"));
    private static final List<Subscription> STREAMS =
            List.of(StreamType.ALL_MIDS.of(), StreamType.USER_FILLS.of(LoadFrames.USER));

    private LoadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int framesPerSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        int microsPerEvent = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        String journal = arguments.length > 3 ? arguments[3] : null;
        InMemoryReporter reporter = InMemoryReporter.create();
        MiniClusterWithClientResource cluster =
                new MiniClusterWithClientResource(
                        new MiniClusterResourceConfiguration.Builder()
                                .setConfiguration(reporter.addToConfiguration(new Configuration()))
                                .setNumberTaskManagers(1)
                                .setNumberSlotsPerTaskManager(1)
                                .build());
        LoadServer server =
                new LoadServer(LoadFrames.COINS.length * (1 + CHANNELS.size()) + STREAMS.size());
        server.start();
        cluster.before();
        try {
            JobClient job = start(server.awaitAddress(), microsPerEvent, journal);
            CompletableFuture<LoadFrames.Sent> sending =
                    CompletableFuture.supplyAsync(() -> server.send(seconds, framesPerSecond));
            CompletableFuture<?> end = job.getJobExecutionResult();
            while (!end.isDone() && !sending.isCompletedExceptionally()) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                show(reporter, job, server);
            }
            if (!sending.isCompletedExceptionally()) {
                end.get();
            }
            judge(sending.get());
        } finally {
            cluster.after();
            server.stop();
        }
    }

    private static JobClient start(String address, int microsPerEvent, String journal)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.disableOperatorChaining();
        env.enableCheckpointing(1_000);
        WebSocketSource source =
                WebSocketSource.builder(new HyperliquidFeed(CHANNELS, STREAMS))
                        .url(address)
                        .symbols(LoadFrames.COINS)
                        .endsOnCloseReason(LoadServer.END)
                        .journal(
                                journal == null
                                        ? null
                                        : JournalSettings.of(
                                                journal, 1 << 30, FsyncPolicy.EVERY_SECOND))
                        .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "feed")
                .sinkTo(new CountingSink(microsPerEvent));
        return env.executeAsync();
    }

    private static void show(InMemoryReporter reporter, JobClient job, LoadServer server) {
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%,9d frames in, %,6d queued (%,9d bytes), %,11d bytes journalled, %4d in the server,"
                        + " %4d ms/s held back, %,9d trades, %,9d data, %4d MB heap%n",
                read(reporter, job, ".*framesReceived"),
                read(reporter, job, ".*queuedFrames"),
                read(reporter, job, ".*queuedBytes"),
                read(reporter, job, ".*journalBacklogBytes"),
                server.waiting(),
                read(reporter, job, ".*feed.*backPressuredTimeMsPerSecond"),
                TRADES.sum(),
                DATA.sum(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static long read(InMemoryReporter reporter, JobClient job, String pattern) {
        return reporter.findMetrics(job.getJobID(), pattern).values().stream()
                .mapToLong(LoadBenchmark::value)
                .max()
                .orElse(0);
    }

    private static long value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        return metric instanceof Gauge<?> gauge ? ((Number) gauge.getValue()).longValue() : 0;
    }

    private static void judge(LoadFrames.Sent sent) {
        long ids = sent.trades() * (sent.trades() + 1) / 2;
        boolean whole =
                sent.trades() == TRADES.sum()
                        && ids == TRADE_IDS.sum()
                        && sent.data() == DATA.sum()
                        && REFUSED.sum() == 0;
        System.out.printf(
                "%s: sent %,d frames with %,d trades and %,d data; arrived %,d and %,d%n",
                whole ? "nothing was lost" : "LOST",
                sent.frames(),
                sent.trades(),
                sent.data(),
                TRADES.sum(),
                DATA.sum());
    }

    /** Counts in the same JVM; slowly if set. */
    private record CountingSink(int microsPerEvent) implements Sink<FeedEvent> {

        @Override
        public SinkWriter<FeedEvent> createWriter(WriterInitContext context) {
            return new Writer(microsPerEvent);
        }
    }

    private record Writer(int microsPerEvent) implements SinkWriter<FeedEvent> {

        @Override
        public void write(FeedEvent event, Context context) {
            switch (event.kind()) {
                case TRADE -> {
                    TRADES.add(event.run().length());
                    event.run().trades().forEach(trade -> TRADE_IDS.add(trade.tradeId()));
                }
                case DATA -> DATA.increment();
                case REJECTED -> REFUSED.increment();
                default -> {}
            }
            long until = System.nanoTime() + microsPerEvent * 1_000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
