package dev.candlewick.job.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Frames of a busy exchange; every trade has an id of its own. Of each kind all are as long. */
final class LoadFrames {

    static final int COINS = 20;
    static final int TRADES_PER_FRAME = 2;

    private static final int LEVELS = 20;
    private static final String TIME = "1700000000000";
    private static final String ID = "100000000000000";
    private static final long FIRST_ID = Long.parseLong(ID);
    private static final String USER = "0x00000000000000000000000000000000000000a1";

    private static final String OFFER =
            "{\"channel\":\"bbo\",\"data\":{\"coin\":\"%s\",\"time\":%s,\"bbo\":[%s,%s]}}";
    private static final String BOOK =
            "{\"channel\":\"l2Book\",\"data\":{\"coin\":\"%s\",\"time\":%s,\"levels\":[[%s],[%s]]}}";
    private static final String CONTEXT =
            "{\"channel\":\"activeAssetCtx\",\"data\":{\"coin\":\"%s\",\"ctx\":{"
                    + "\"funding\":\"0.0000125\",\"openInterest\":\"23456.78\","
                    + "\"prevDayPx\":\"1010.0\",\"dayNtlVlm\":\"1234567890.12\","
                    + "\"premium\":\"0.0003\",\"oraclePx\":\"1001.0\",\"markPx\":\"1000.5\","
                    + "\"midPx\":\"1000.5\",\"impactPxs\":[\"1000.1\",\"1000.9\"],"
                    + "\"dayBaseVlm\":\"1234567.1\"}}}";

    private final int percentOfTrades;
    private final Template[] trades = new Template[COINS];
    private final Template[] offers = new Template[COINS];
    private final Template[] books = new Template[COINS];
    private final Template[] contexts = new Template[COINS];
    private final byte[] mids;
    private long number;
    private long nextId = FIRST_ID;

    /**
     * @param percentOfTrades the rest are best offers, and of ten of them two books and a context
     */
    LoadFrames(int percentOfTrades) {
        this.percentOfTrades = percentOfTrades;
        for (int i = 0; i < COINS; i++) {
            trades[i] = trades(coin(i));
            offers[i] = new Template(OFFER.formatted(coin(i), TIME, level(1_000), level(1_001)));
            books[i] = new Template(BOOK.formatted(coin(i), TIME, side(900), side(1_001)));
            contexts[i] = new Template(CONTEXT.formatted(coin(i)));
        }
        mids =
                LoadExchange.frame(
                        IntStream.range(0, COINS)
                                .mapToObj(i -> "\"%s\":\"1000.5\"".formatted(coin(i)))
                                .collect(
                                        Collectors.joining(
                                                ",",
                                                "{\"channel\":\"allMids\",\"data\":{\"mids\":{",
                                                "}}}")));
    }

    static String coin(int number) {
        return "C" + number;
    }

    byte[] mids() {
        return mids;
    }

    /** The next frame, of a coin; it is changed by the next call. */
    byte[] next(int coin, long nowMillis) {
        long percent = number++ * 61 % 100;
        if (percent < percentOfTrades) {
            nextId += TRADES_PER_FRAME;
            return trades[coin].at(nowMillis, nextId);
        }
        Template[] others = percent % 10 < 7 ? offers : percent % 10 < 9 ? books : contexts;
        return others[coin].at(nowMillis, 0);
    }

    /** The trades that have been made. */
    long madeTrades() {
        return nextId - FIRST_ID;
    }

    private static Template trades(String coin) {
        return new Template(
                IntStream.range(0, TRADES_PER_FRAME)
                        .mapToObj(i -> trade(coin, i))
                        .collect(
                                Collectors.joining(
                                        ",", "{\"channel\":\"trades\",\"data\":[", "]}")));
    }

    private static String trade(String coin, int place) {
        return String.format(
                Locale.ROOT,
                "{\"coin\":\"%s\",\"side\":\"%s\",\"px\":\"1000.%d\",\"sz\":\"0.125\","
                        + "\"hash\":\"0x%064x\",\"time\":%s,\"tid\":%s,\"users\":[\"%s\",\"%s\"]}",
                coin,
                place == 0 ? "B" : "A",
                5 + place,
                place,
                TIME,
                ID,
                USER,
                USER);
    }

    private static String level(int price) {
        return "{\"px\":\"%d.5\",\"sz\":\"12.5\",\"n\":3}".formatted(price);
    }

    private static String side(int price) {
        return IntStream.range(0, LEVELS)
                .mapToObj(i -> level(price < 1_000 ? price + LEVELS - i : price + i))
                .collect(Collectors.joining(","));
    }

    /** A frame in which times and ids are replaced in place. */
    private static final class Template {

        private final byte[] frame;
        private final int[] times;
        private final int[] ids;

        Template(String text) {
            frame = LoadExchange.frame(text);
            String written = new String(frame, ISO_8859_1);
            times = places(written, TIME);
            ids = places(written, ID);
        }

        byte[] at(long millis, long lastId) {
            for (int place : times) {
                write(millis, TIME.length(), place);
            }
            for (int i = 0; i < ids.length; i++) {
                write(lastId - ids.length + 1 + i, ID.length(), ids[i]);
            }
            return frame;
        }

        private void write(long digits, int length, int place) {
            long rest = digits;
            for (int i = place + length - 1; i >= place; i--) {
                frame[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }

        private static int[] places(String text, String part) {
            int[] places = new int[4];
            int count = 0;
            for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
                places[count++] = at;
            }
            return Arrays.copyOf(places, count);
        }
    }
}
