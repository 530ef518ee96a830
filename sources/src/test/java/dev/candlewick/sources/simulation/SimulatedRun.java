package dev.candlewick.sources.simulation;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.websocket.SplitCheckpoint;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import dev.candlewick.sources.websocket.reader.PlayedFeed;
import dev.candlewick.sources.websocket.reader.TestingTimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Collectors;

/** Twelve minutes of a market, seven of them in trouble, from frames to rows; by a seed. */
final class SimulatedRun implements AutoCloseable {

    static final long START = TestingTimeSource.START.toEpochMilli() * 1_000;
    private static final long SECOND = 1_000_000;
    static final long STEP = SECOND / 2;
    private static final long TROUBLE_FROM = START + 30 * SECOND;
    private static final long CALM_FROM = START + 450 * SECOND;
    static final long END = START + 720 * SECOND;
    private static final long STEPS_PER_CHECKPOINT = 40;

    /** Without jitter, so that a seed plays the same each time. */
    private static final ConnectionPolicy POLICY =
            new ConnectionPolicy(
                    ConnectionPolicy.DEFAULT.connectTimeout(),
                    new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0),
                    ConnectionPolicy.DEFAULT.pingInterval(),
                    ConnectionPolicy.DEFAULT.pongDeadline(),
                    ConnectionPolicy.DEFAULT.ackTimeout(),
                    ConnectionPolicy.DEFAULT.bookFreshness(),
                    ConnectionPolicy.DEFAULT.tradeFreshness(),
                    ConnectionPolicy.DEFAULT.quarantine());

    private enum Trouble {
        DROP,
        OUTAGE,
        NO_PONGS,
        STALL,
        KILL,
        RESTART,
        CUT,
        GARBLED,
        TWICE,
        HELD_BACK,
        LATE,
        CLOCK
    }

    private record Waiting(CandleRequest request, long at) {}

    /** What happened when, for a failure's message. */
    final List<String> story = new ArrayList<>();

    final Market market;
    private final Random random;
    private final Line line;
    private final KeyedPipeline pipeline = new KeyedPipeline();
    private final Path journal;
    private final Queue<Waiting> answers =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::at));
    private PlayedFeed feed;
    private SplitCheckpoint checkpoint;
    private List<Waiting> waitingAtCheckpoint = List.of();
    private long now = START;
    private long nextTrouble = TROUBLE_FROM;
    private long stalledUntil;
    private Duration clockIsOff = Duration.ZERO;

    SimulatedRun(long seed, Path journal) {
        this.random = new Random(seed);
        this.journal = journal;
        this.market = new Market(random);
        this.line = new Line(random, market);
        this.feed = newFeed(Market.COINS.toArray(String[]::new));
    }

    Stored play() throws IOException {
        for (long step = 0; now < END; step++) {
            now += STEP;
            feed.time.pass(Duration.ofMillis(STEP / 1_000));
            if (now >= nextTrouble && now < CALM_FROM && !line.isHoldingBack(now)) {
                nextTrouble = now + (2 + random.nextInt(90)) * SECOND;
                begin(Trouble.values()[random.nextInt(Trouble.values().length)]);
            } else if (now == CALM_FROM) {
                line.slowDown(0);
                setClock(clockIsOff.negated());
            }
            exchange();
            receiveAndRead();
            ask();
            if (step % STEPS_PER_CHECKPOINT == 0) {
                takeCheckpoint();
            }
        }
        return pipeline.stored();
    }

    /** The gaps as they are stored now, oldest first. */
    String gaps() {
        return pipeline.stored().gaps.values().stream()
                .sorted(Comparator.comparingLong(Gap::gapStart))
                .map(Gap::toString)
                .collect(Collectors.joining("\n"));
    }

    private void begin(Trouble trouble) throws IOException {
        story.add((now - START) / SECOND + " s " + trouble);
        switch (trouble) {
            case DROP -> line.drop(now);
            case OUTAGE -> line.drop(now + random.nextInt(120) * SECOND);
            case NO_PONGS -> line.fallSilent();
            case STALL -> stalledUntil = now + random.nextInt(90) * SECOND;
            case KILL -> kill();
            case RESTART -> restart();
            case CUT -> line.damageNext(Line.Damage.CUT);
            case GARBLED -> line.damageNext(Line.Damage.GARBLED);
            case TWICE -> line.damageNext(Line.Damage.TWICE);
            case HELD_BACK -> line.damageNext(Line.Damage.HELD_BACK);
            case LATE -> line.slowDown(random.nextInt(5_000) * 1_000L);
            case CLOCK -> setClock(anyStep());
        }
    }

    /** A clock that is a minute late or more refuses what comes from the future. */
    private Duration anyStep() {
        int most = random.nextBoolean() ? 60 : 3_600;
        return Duration.ofSeconds(random.nextInt(2 * most) - most);
    }

    private void setClock(Duration step) {
        clockIsOff = clockIsOff.plus(step);
        feed.time.step(step);
        story.add("clock is off by " + clockIsOff);
    }

    private void kill() throws IOException {
        feed.close();
        line.forgetConnection();
        feed = newFeed();
        feed.time.pass(Duration.ofMillis((now - START) / 1_000));
        feed.time.step(clockIsOff);
        feed.time.align();
        restore();
    }

    private void restart() throws IOException {
        feed.handOver();
        restore();
    }

    private void restore() throws IOException {
        feed.takeEvents();
        checkpoint.restoreTo(feed);
        pipeline.restore();
        answers.clear();
        // What was not answered yet is asked again.
        waitingAtCheckpoint.forEach(waiting -> answers.add(asked(waiting.request())));
    }

    private void takeCheckpoint() throws IOException {
        checkpoint = new SplitCheckpoint();
        checkpoint.take(feed, Market.COINS.toArray(String[]::new));
        pipeline.takeCheckpoint();
        waitingAtCheckpoint = List.copyOf(answers);
    }

    private void exchange() {
        line.converse(feed.transport, now);
        for (String coin : Market.COINS) {
            line.trades(coin, market.trade(coin, now), now);
            if (now % (5 * SECOND) == 0) {
                line.book(coin, now);
            }
        }
        line.deliver(now);
    }

    private void receiveAndRead() {
        feed.wakeUp();
        feed.receive();
        if (now < stalledUntil) {
            return;
        }
        for (int round = 0; round < 3; round++) {
            feed.read();
        }
        List<FeedEvent> events = feed.events();
        feed.takeEvents();
        for (FeedEvent event : events) {
            if (event.kind() != FeedEvent.Kind.REJECTED && event.kind() != FeedEvent.Kind.DATA) {
                pipeline.accept(event);
            }
        }
    }

    private void ask() {
        pipeline.requests.forEach(request -> answers.add(asked(request)));
        pipeline.requests.clear();
        while (!answers.isEmpty() && answers.peek().at() <= now) {
            CandleRequest request = answers.remove().request();
            CandleAnswer answer = market.answer(request, feed.time.epochMicros());
            pipeline.answer(answer);
        }
    }

    /** Mostly soon, and after a minute while the exchange's REST interface is busy. */
    private Waiting asked(CandleRequest request) {
        int patience = random.nextInt(10) == 0 ? 60 : 5;
        return new Waiting(request, now + random.nextInt(patience) * SECOND);
    }

    private PlayedFeed newFeed(String... symbols) {
        return new PlayedFeed(
                WebSocketSource.builder(HyperliquidFeed.of(Channel.BOOK))
                        .policy(POLICY)
                        .journal(
                                JournalSettings.of(journal.toString(), 1 << 30, FsyncPolicy.NEVER)),
                symbols);
    }

    @Override
    public void close() {
        feed.close();
        pipeline.close();
    }
}
