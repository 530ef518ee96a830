package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.websocket.connection.QueueBounds;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exchange that sends five times what the job takes, for {@code -Dcandlewick.burst-seconds}. Of
 * a longer one it says how long catching up has taken.
 */
@Timeout(900)
class BurstITCase {

    private static final int SECONDS = Integer.getInteger("candlewick.burst-seconds", 1);
    private static final int PATIENCE_SECONDS = 60 + 10 * SECONDS;
    private static final int FRAMES_PER_SECOND = 10_000;
    private static final long NANOS_PER_EVENT = 500_000;
    private static final List<Channel> CHANNELS =
            List.of(Channel.BBO, Channel.BOOK, Channel.ASSET_CONTEXT, Channel.candle("1m"));

    private static final LongAdder TRADES = new LongAdder();
    private static final LongAdder TRADE_IDS = new LongAdder();
    private static final LongAdder DATA = new LongAdder();
    private static final LongAdder LOSSES = new LongAdder();

    @TempDir private Path journal;

    @Test
    void theSocketIsReadAtThePaceOfTheExchangeAndNothingIsLostByTheSlowerJob() throws Exception {
        LoadServer server = new LoadServer(LoadFrames.COINS.length * (1 + CHANNELS.size()));
        server.start();
        try {
            JobClient job = start(server.awaitAddress());
            LoadFrames.Sent sent =
                    CompletableFuture.supplyAsync(() -> server.send(SECONDS, FRAMES_PER_SECOND))
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            long sentAt = System.nanoTime();
            assertThat(TRADES.sum() + DATA.sum())
                    .as("taken by the job when all had been sent")
                    .isLessThan((sent.trades() + sent.data()) / 2);

            job.getJobExecutionResult().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            report(server, sent, System.nanoTime() - sentAt);

            assertThat(TRADES.sum()).isEqualTo(sent.trades());
            assertThat(TRADE_IDS.sum()).isEqualTo(sent.trades() * (sent.trades() + 1) / 2);
            assertThat(LOSSES.sum()).isZero();
        } finally {
            server.stop();
        }
    }

    private static void report(LoadServer server, LoadFrames.Sent sent, long nanos) {
        if (SECONDS > 1) {
            System.out.printf(
                    "%,d frames in %d s; at most %,d waited in the sender, which was held up for %d"
                            + " ms; caught up after %.1f s%n",
                    sent.frames(),
                    SECONDS,
                    server.mostWaiting(),
                    server.heldUpNanos() / 1_000_000,
                    nanos / 1e9);
            assertThat(server.mostWaiting()).isLessThan(LoadServer.MOST_WAITING);
            assertThat(server.heldUpNanos())
                    .as("a job that held the socket up would do so most of the time")
                    .isLessThan(SECONDS * 1_000_000_000L / 20);
        }
    }

    private JobClient start(String address) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.enableCheckpointing(1_000);
        // A small memory, so that most of the burst is in the journal only.
        WebSocketSource source =
                WebSocketSource.builder(new HyperliquidFeed(CHANNELS, List.of()))
                        .url(address)
                        .symbols(LoadFrames.COINS)
                        .endsOnCloseReason(LoadServer.END)
                        .queue(new QueueBounds(1_000, 1 << 20))
                        .journal(
                                JournalSettings.of(
                                        journal.toString(), 1 << 30, FsyncPolicy.EVERY_SECOND))
                        .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "feed")
                .map(new Slow())
                .sinkTo(new DiscardingSink<>());
        return env.executeAsync();
    }

    /** Counts in the same JVM, at its own pace, which it keeps however late it is woken. */
    private static final class Slow implements MapFunction<FeedEvent, FeedEvent> {

        private static final long serialVersionUID = 1L;
        private static final long LONGEST_DEBT_NANOS = 100_000_000;

        private long due = System.nanoTime();

        @Override
        public FeedEvent map(FeedEvent event) {
            switch (event.kind()) {
                case TRADE -> {
                    TRADES.add(event.run().length());
                    event.run().trades().forEach(trade -> TRADE_IDS.add(trade.tradeId()));
                }
                case DATA -> DATA.increment();
                case REJECTED -> LOSSES.increment();
                case GAP -> LOSSES.add(event.gap().gapEnd() == null ? 0 : 1);
                default -> {}
            }
            if (event.kind() == FeedEvent.Kind.TRADE || event.kind() == FeedEvent.Kind.DATA) {
                long now = System.nanoTime();
                due = Math.max(due, now - LONGEST_DEBT_NANOS) + NANOS_PER_EVENT;
                LockSupport.parkNanos(due - now);
            }
            return event;
        }
    }
}
