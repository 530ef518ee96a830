package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.websocket.SplitCheckpoint;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.connection.QueueBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two random troubles of a feed at random times, by a seed: what was received is read once, and
 * what was not lies in a gap. {@code -Dcandlewick.seeds} says how many runs.
 */
@Timeout(60)
class TwoTroublesTest {

    private static final List<String> COINS = List.of("BTC", "ETH");
    private static final int STEP_MILLIS = 250;
    private static final int STEPS = 400;
    private static final int CALM_STEPS = 160;
    private static final int STEPS_PER_CHECKPOINT = 16;

    private enum Trouble {
        DROP,
        OUTAGE,
        NO_PONGS,
        STALL,
        KILL,
        RESTART,
        GARBAGE
    }

    @TempDir private Path folder;
    private Random random;
    private long journalBytes;
    private PlayedFeed feed;
    private final TroubledExchange exchange = new TroubledExchange(COINS);
    private long millis;
    private int stalledUntil;
    private final Map<String, Set<Long>> received = new HashMap<>();
    private List<FeedEvent> events = new ArrayList<>();
    private SplitCheckpoint checkpoint;
    private int eventsAtCheckpoint;

    static Stream<Integer> seeds() {
        return Stream.iterate(1, seed -> seed + 1)
                .limit(Integer.getInteger("candlewick.seeds", 100));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasReceivedIsReadOnceAndWhatWasNotLiesInAGap(int seed) throws IOException {
        random = new Random(seed);
        // Each fourth journal is so small that a stall fills it.
        journalBytes = random.nextInt(4) == 0 ? 30_000 : 1 << 30;
        COINS.forEach(coin -> received.put(coin, new HashSet<>()));
        feed = feed(COINS.toArray(String[]::new));
        Map<Integer, Trouble> troubles = new TreeMap<>();
        while (troubles.size() < 2) {
            troubles.put(40 + random.nextInt(STEPS - CALM_STEPS - 40), any());
        }
        try {
            for (int step = 0; step < STEPS; step++) {
                if (troubles.containsKey(step)) {
                    begin(troubles.get(step), step);
                }
                step(step);
            }
        } finally {
            feed.close();
        }
        COINS.forEach(coin -> judge(coin, "seed " + seed + ": " + troubles + ", " + coin));
    }

    private Trouble any() {
        return Trouble.values()[random.nextInt(Trouble.values().length)];
    }

    private void begin(Trouble trouble, int step) throws IOException {
        switch (trouble) {
            case DROP -> exchange.drop();
            case OUTAGE -> exchange.refuseUntil(step + random.nextInt(60));
            case NO_PONGS -> exchange.fallSilent();
            case STALL -> stalledUntil = step + 20 + random.nextInt(60);
            case KILL -> kill();
            case RESTART -> restart();
            case GARBAGE -> exchange.say("nonsense");
        }
    }

    private void kill() throws IOException {
        feed.close();
        exchange.forgetConnection();
        feed = feed();
        feed.time.pass(Duration.ofMillis(millis));
        restore();
    }

    private void restart() throws IOException {
        feed.handOver();
        restore();
    }

    private void restore() throws IOException {
        feed.takeEvents();
        events = new ArrayList<>(events.subList(0, eventsAtCheckpoint));
        checkpoint.restoreTo(feed);
    }

    private void step(int step) throws IOException {
        feed.time.pass(Duration.ofMillis(STEP_MILLIS));
        millis += STEP_MILLIS;
        exchange.converse(feed.transport, step);
        Map<String, Long> sent = new HashMap<>();
        for (String coin : COINS) {
            if (random.nextInt(3) > 0) {
                long id = millis + random.nextInt(STEP_MILLIS / 2);
                if (exchange.trade(coin, id)) {
                    sent.put(coin, id);
                }
            }
        }
        feed.wakeUp();
        feed.receive();
        if (exchange.isConnected()) {
            sent.forEach((coin, id) -> received.get(coin).add(id));
        }
        if (step >= stalledUntil) {
            for (int round = 0; round < 3; round++) {
                feed.read();
            }
        }
        events.addAll(SingleTrades.of(feed.takeEvents()));
        if (step % STEPS_PER_CHECKPOINT == 0) {
            checkpoint = new SplitCheckpoint();
            checkpoint.take(feed, COINS.toArray(String[]::new));
            eventsAtCheckpoint = events.size();
        }
    }

    private void judge(String coin, String run) {
        TreeSet<Long> read = new TreeSet<>();
        Map<Long, Gap> gaps = new TreeMap<>();
        for (FeedEvent event : events) {
            if (event.symbol().equals(coin) && event.kind() == Kind.TRADE) {
                read.add(event.trade().tradeId());
            } else if (event.symbol().equals(coin) && event.kind() == Kind.GAP) {
                gaps.put(event.gap().gapStart(), event.gap());
            }
        }
        assertThat(read).as(run).isNotEmpty();
        if (journalBytes > 100_000) {
            assertThat(read).as("%s: what was received", run).containsAll(received.get(coin));
        }
        assertThat(gaps.values()).as("%s: gaps that end", run).allMatch(g -> g.gapEnd() != null);
        TreeSet<Long> lost = new TreeSet<>(exchange.traded(coin).tailSet(read.first()));
        // The last ones may still be on their way.
        lost.removeIf(id -> id > millis - 2_000);
        lost.removeAll(read);
        assertThat(lost)
                .as("%s: lost without a gap", run)
                .allMatch(id -> isIn(gaps.values(), (TroubledExchange.START + id) * 1_000));
    }

    private static boolean isIn(Collection<Gap> gaps, long micros) {
        return gaps.stream()
                .anyMatch(
                        gap ->
                                !gap.isHealed()
                                        && gap.gapStart() <= micros
                                        && micros < gap.gapEnd());
    }

    private PlayedFeed feed(String... symbols) {
        return new PlayedFeed(
                WebSocketSource.builder(HyperliquidFeed.of())
                        .queue(new QueueBounds(20, 1 << 20))
                        .journal(
                                JournalSettings.of(
                                        folder.toString(), journalBytes, FsyncPolicy.NEVER)),
                symbols);
    }
}
