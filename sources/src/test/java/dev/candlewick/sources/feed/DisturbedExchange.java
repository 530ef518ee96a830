package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * An exchange of one symbol for half an hour, on which connections drop and frames are damaged, cut
 * short, sent twice and late; all of it by a seed. It knows every trade, and counts what it did.
 */
final class DisturbedExchange {

    static final long SECOND = 1_000_000;
    static final long START = 1_790_000_040L * SECOND;
    private static final long STEP = SECOND / 10;
    private static final long CALM_FROM = START + 14 * 60 * SECOND;
    private static final long END = START + 30 * 60 * SECOND;
    private static final int RESENT = 30;

    private enum Fault {
        DROP,
        DAMAGE,
        CUT,
        TWICE,
        LATE
    }

    private record Delayed(CandleAnswer answer, long at) {}

    /** Every trade that the exchange made, in order. */
    final List<Trade> trades = new ArrayList<>();

    /** How many gaps the script has torn; damage upon damage is one. */
    int tornGaps;

    private final Random random;
    private final String symbol;
    private final TestingBarPipeline pipeline;
    private final SymbolFeed feed;
    private final Consumer<FeedEvent> out;
    private final Queue<Delayed> answers =
            new PriorityQueue<>(Comparator.comparingLong(Delayed::at));

    private long now = START;
    private long receivedAt;
    private long lag;
    private long nextBlock = START;
    private long nextFault = START + 60 * SECOND;
    private long reconnectAt = START + 10 * SECOND;
    private boolean connected;
    private boolean torn;
    private Fault pending;

    DisturbedExchange(long seed, TestingBarPipeline pipeline) {
        this.random = new Random(seed);
        this.symbol = "S" + seed;
        this.pipeline = pipeline;
        this.feed = new SymbolFeed(new SymbolFeedState(symbol), 2 * SECOND);
        this.out = pipeline::accept;
    }

    void play() {
        for (; now < END; now += STEP) {
            lag = Math.max(0, lag - STEP / 2);
            receivedAt = Math.max(receivedAt, now + 3 * STEP + lag);
            connectOrDisturb();
            trade();
            if (connected && now % (5 * SECOND) == 0) {
                feed.onTime(now, receivedAt, out);
            }
            if (now % SECOND == 0) {
                feed.onTick(receivedAt, out);
            }
            ask();
        }
        feed.onEnd(receivedAt, out);
        receivedAt = Long.MAX_VALUE;
        ask();
    }

    private void connectOrDisturb() {
        if (!connected && now >= reconnectAt) {
            connect();
        } else if (connected && !trades.isEmpty() && now >= nextFault && now < CALM_FROM) {
            // Far enough apart for a book to come between, so that no two gaps begin alike.
            nextFault = now + (6 + random.nextInt(60)) * SECOND;
            disturb(Fault.values()[random.nextInt(Fault.values().length)]);
        }
    }

    private void connect() {
        connected = true;
        feed.onConnected(receivedAt, out);
        feed.onSubscribed(receivedAt, out);
        if (trades.isEmpty()) {
            return;
        }
        List<Trade> newest = trades.subList(Math.max(0, trades.size() - RESENT), trades.size());
        if (torn && random.nextInt(8) == 0) {
            feed.onDamage(SymbolFeed.DAMAGED, receivedAt, out);
        } else {
            torn = false;
            feed.onTrades(List.copyOf(newest), true, receivedAt, out);
        }
    }

    private void disturb(Fault fault) {
        if (fault == Fault.DROP) {
            connected = false;
            pending = null;
            tear();
            int seconds = random.nextInt(4) == 0 ? 30 + random.nextInt(240) : 3 + random.nextInt(9);
            reconnectAt = now + seconds * SECOND;
            nextFault = reconnectAt + (6 + random.nextInt(60)) * SECOND;
            feed.onDisconnected(receivedAt, "drop", out);
        } else if (fault == Fault.LATE) {
            lag = random.nextInt(5) * SECOND;
        } else {
            pending = fault;
        }
    }

    private void tear() {
        if (!torn) {
            tornGaps++;
        }
        torn = true;
    }

    private void trade() {
        if (now < nextBlock) {
            return;
        }
        boolean quiet = random.nextInt(50) == 0;
        nextBlock =
                now
                        + (quiet ? (30 + random.nextInt(120)) * SECOND : random.nextInt(4) * SECOND)
                        + STEP * (1 + random.nextInt(5));
        List<Trade> block = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            // Within a millisecond the order of arrival counts, and a loss may change that.
            block.add(newTrade(trades.size() + block.size(), now + block.size() * 1_000L));
        }
        trades.addAll(block);
        if (connected) {
            send(block);
        }
    }

    private Trade newTrade(long id, long time) {
        BigDecimal price = BigDecimal.valueOf(1_000 + random.nextInt(100), 1);
        BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(5_000), 3);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        return new Trade(symbol, time, price, size, side, id, receivedAt, Origin.STREAM);
    }

    private void send(List<Trade> block) {
        Fault fault = pending;
        pending = null;
        if (fault == Fault.DAMAGE) {
            tear();
            feed.onDamage(SymbolFeed.DAMAGED, receivedAt, out);
        } else if (fault == Fault.CUT) {
            tear();
            feed.onDamage(SymbolFeed.DAMAGED, receivedAt, out);
            if (block.size() > 1) {
                feed.onTrades(block.subList(1, block.size()), false, receivedAt, out);
            }
        } else {
            torn = false;
            feed.onTrades(block, true, receivedAt, out);
            if (fault == Fault.TWICE) {
                feed.onTrades(block, true, receivedAt, out);
            }
        }
    }

    /** Hands every request to the exchange, whose answers take up to 20 s. */
    private void ask() {
        for (CandleRequest request : pipeline.requests) {
            long at = receivedAt == Long.MAX_VALUE ? now : receivedAt;
            answers.add(
                    new Delayed(
                            new CandleAnswer(
                                    request, candles(request), random.nextBoolean() ? 3 : null, at),
                            at + random.nextInt(20) * SECOND));
        }
        pipeline.requests.clear();
        while (!answers.isEmpty() && answers.peek().at() <= receivedAt) {
            pipeline.answer(answers.remove().answer());
        }
    }

    private List<ExchangeCandle> candles(CandleRequest request) {
        List<ExchangeCandle> candles = new ArrayList<>();
        long length = request.interval().micros();
        for (long open = request.from(); open < request.to(); open += length) {
            if (open + length > now) {
                throw new AssertionError("asked for a window that is not over: " + request);
            }
            if (random.nextInt(50) > 0) {
                candles.add(candle(request.interval(), open));
            }
        }
        return candles;
    }

    /** The candle of a window, its volume summed in binary floating point. */
    ExchangeCandle candle(BarInterval interval, long open) {
        List<Trade> own = tradesOf(interval, open);
        List<BigDecimal> prices =
                own.isEmpty()
                        ? List.of(BigDecimal.ONE)
                        : new ArrayList<>(own.stream().map(Trade::price).toList());
        double volume = own.stream().mapToDouble(trade -> trade.size().doubleValue()).sum();
        return new ExchangeCandle(
                symbol,
                interval.label(),
                open,
                open + interval.micros(),
                prices.get(0),
                Collections.max(prices),
                Collections.min(prices),
                prices.get(prices.size() - 1),
                BigDecimal.valueOf(volume),
                own.size(),
                receivedAt,
                Origin.EXCHANGE);
    }

    List<Trade> tradesOf(BarInterval interval, long open) {
        return trades.stream()
                .filter(trade -> interval.openTimeOf(trade.tradeTime()) == open)
                .toList();
    }
}
