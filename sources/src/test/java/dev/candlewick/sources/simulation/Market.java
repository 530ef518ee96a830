package dev.candlewick.sources.simulation;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Everything that was traded, and the exchange's own candles of it. */
final class Market {

    static final List<String> COINS = List.of("BTC", "ETH");

    private final Random random;
    private final Map<String, List<Trade>> trades = new TreeMap<>();
    private final Map<String, Long> quietUntil = new TreeMap<>();
    private long nextId = 1;

    Market(Random random) {
        this.random = random;
        COINS.forEach(coin -> trades.put(coin, new ArrayList<>()));
    }

    List<Trade> tradesOf(String coin) {
        return trades.get(coin);
    }

    /** What is traded at an instant: often nothing, and now and then nothing for a minute. */
    List<Trade> trade(String coin, long micros) {
        if (micros < quietUntil.getOrDefault(coin, Long.MIN_VALUE)) {
            return List.of();
        }
        boolean isQuiet = random.nextInt(60) == 0;
        long pause = isQuiet ? 30_000_000L + random.nextInt(60_000_000) : random.nextInt(3_000_000);
        quietUntil.put(coin, micros + pause);
        List<Trade> block = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            // Within a millisecond the order of arrival counts, and a loss may change that.
            block.add(newTrade(coin, micros + block.size() * 1_000L));
        }
        trades.get(coin).addAll(block);
        return block;
    }

    private Trade newTrade(String coin, long micros) {
        BigDecimal price = BigDecimal.valueOf(1_000 + random.nextInt(100), 1);
        BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(5_000), 3);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        return new Trade(coin, micros, price, size, side, nextId++, micros, Origin.STREAM);
    }

    List<Trade> tradesOf(String coin, BarInterval interval, long open) {
        return trades.get(coin).stream()
                .filter(trade -> interval.openTimeOf(trade.tradeTime()) == open)
                .toList();
    }

    /** The exchange lacks a candle now and then; a window that lasts has one so far. */
    CandleAnswer answer(CandleRequest request, long answeredAt) {
        List<ExchangeCandle> candles = new ArrayList<>();
        long length = request.interval().micros();
        for (long open = request.from(); open < request.to(); open += length) {
            if (random.nextInt(50) > 0) {
                candle(request.symbol(), request.interval(), open, answeredAt, candles);
            }
        }
        return new CandleAnswer(request, candles, random.nextBoolean() ? 3 : null, answeredAt);
    }

    private void candle(
            String coin, BarInterval interval, long open, long at, List<ExchangeCandle> candles) {
        List<Trade> before =
                trades.get(coin).stream().filter(trade -> trade.tradeTime() < open).toList();
        List<Trade> own = tradesOf(coin, interval, open);
        if (before.isEmpty() && own.isEmpty()) {
            return;
        }
        List<BigDecimal> prices = new ArrayList<>(own.stream().map(Trade::price).toList());
        if (prices.isEmpty()) {
            prices.add(before.get(before.size() - 1).price());
        }
        candles.add(
                new ExchangeCandle(
                        coin,
                        interval.label(),
                        open,
                        open + interval.micros(),
                        prices.get(0),
                        Collections.max(prices),
                        Collections.min(prices),
                        prices.get(prices.size() - 1),
                        own.stream().map(Trade::size).reduce(BigDecimal.ZERO, BigDecimal::add),
                        own.size(),
                        at,
                        Origin.EXCHANGE));
    }
}
