package dev.candlewick.sources.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A made-up chain: what traded in each of its blocks, and how the archive writes that. */
final class TestingChain {

    static final List<String> COINS = List.of("BTC", "ETH", "RARE");

    private static final int HOUR_MILLIS = 3_600_000;
    private static final int WRITING_MILLIS = 300;

    /** How the archive writes trades. */
    enum Form {
        EVERY_BLOCK,
        BLOCKS_WITH_FILLS,
        FILLS
    }

    final List<Block> blocks = new ArrayList<>();
    private final Random random;
    private long nextId = 1;

    /** A chain from one instant to another, in milliseconds. */
    TestingChain(long seed, long from, long to, Form form) {
        random = new Random(seed);
        long number = 1_000;
        int most = form == Form.BLOCKS_WITH_FILLS ? 1_000 : 8_000;
        for (long time = from; time < to; time += 500 + random.nextInt(most)) {
            blocks.add(block(number++, time));
            if (random.nextInt(500) == 0) {
                time += 20_000; // the chain halts
            }
        }
    }

    private Block block(long number, long time) {
        List<Traded> trades = new ArrayList<>();
        for (String coin : COINS) {
            boolean isTraded = random.nextInt(coin.equals("RARE") ? 500 : 3) == 0;
            for (int i = 0; isTraded && i <= random.nextInt(2); i++) {
                trades.add(
                        new Traded(
                                nextId++,
                                coin,
                                time,
                                100 + random.nextInt(50),
                                1 + random.nextInt(9),
                                random.nextBoolean()));
            }
        }
        return new Block(number, time, trades);
    }

    /** The lines of a block, each with what it holds. */
    List<Line> lines(Block block, Form form) {
        List<Line> lines = new ArrayList<>();
        if (form == Form.FILLS) {
            for (Traded trade : block.trades()) {
                lines.add(new Line(block, List.of(trade), fill(trade, true)));
                lines.add(new Line(block, List.of(trade), fill(trade, false)));
            }
        } else if (form == Form.EVERY_BLOCK || !block.trades().isEmpty()) {
            lines.add(new Line(block, block.trades(), text(block)));
        }
        return lines;
    }

    private static String text(Block block) {
        List<String> fills = new ArrayList<>();
        for (Traded trade : block.trades()) {
            fills.add(fill(trade, true));
            fills.add(fill(trade, false));
        }
        String written = naive(block.time() + WRITING_MILLIS);
        return "{\"local_time\":\"%s\",\"block_time\":\"%s\",\"block_number\":%d,\"events\":[%s]}"
                .formatted(written, naive(block.time()), block.number(), String.join(",", fills));
    }

    private static String fill(Traded trade, boolean aggressor) {
        boolean buys = trade.isBuy() == aggressor;
        return String.format(
                Locale.ROOT,
                "[\"0x%d\",{\"coin\":\"%s\",\"px\":\"%d\",\"sz\":\"%d\",\"side\":\"%s\",\"time\":%d,"
                        + "\"dir\":\"Open\",\"hash\":\"0x0\",\"oid\":1,\"crossed\":%b,\"tid\":%d}]",
                aggressor ? 1 : 2,
                trade.coin(),
                trade.price(),
                trade.size(),
                buys ? "B" : "A",
                trade.time(),
                aggressor,
                trade.id());
    }

    private static String naive(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }

    /** A block of the chain, at a time in milliseconds. */
    record Block(long number, long time, List<Traded> trades) {

        /** The start of the hour in whose file it is. */
        long hour() {
            return (time + WRITING_MILLIS) / HOUR_MILLIS * HOUR_MILLIS;
        }
    }

    record Traded(long id, String coin, long time, int price, int size, boolean isBuy) {}

    record Line(Block block, List<Traded> trades, String text) {}
}
