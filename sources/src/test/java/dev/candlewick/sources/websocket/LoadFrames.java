package dev.candlewick.sources.websocket;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Frames in the sizes and the mixture of a busy exchange; every trade has an id of its own. */
final class LoadFrames {

    static final String[] COINS =
            IntStream.range(0, 20).mapToObj(n -> "C" + n).toArray(String[]::new);
    static final String USER = "0x00000000000000000000000000000000000000a1";

    private static final int LEVELS = 20;
    private static final int COINS_WITH_MIDS = 1_100;

    private final String sides = side(1_000) + "," + side(1_100);
    private final String mids =
            IntStream.range(0, COINS_WITH_MIDS)
                    .mapToObj(n -> "\"C%d\":\"%d.5\"".formatted(n, 1_000 + n))
                    .collect(Collectors.joining(",", "{\"mids\":{", "}}"));
    private long number;
    private long trades;
    private long data;

    /** What the frames so far hold. */
    record Sent(long frames, long trades, long data) {}

    Sent sent() {
        return new Sent(number, trades, data);
    }

    /**
     * Of a thousand: 400 of trades, 350 bbo, 148 books, 60 contexts, 40 candles, 1 allMids, 1
     * fills.
     */
    String next(long nowMillis) {
        int kind = (int) (number++ % 1_000 * 389 % 1_000);
        String coin = COINS[(int) (number % COINS.length)];
        data += kind < 400 ? 0 : kind == 998 ? COINS_WITH_MIDS : 1;
        if (kind < 400) {
            return trades(coin, nowMillis);
        } else if (kind < 750) {
            return frame(
                    "bbo",
                    "{\"coin\":\"%s\",\"time\":%d,\"bbo\":[%s,%s]}"
                            .formatted(coin, nowMillis, level(1_000), level(1_001)));
        } else if (kind < 898) {
            return frame(
                    "l2Book",
                    "{\"coin\":\""
                            + coin
                            + "\",\"time\":"
                            + nowMillis
                            + ",\"levels\":["
                            + sides
                            + "]}");
        } else if (kind < 958) {
            return frame(
                    "activeAssetCtx",
                    "{\"coin\":\""
                            + coin
                            + "\",\"ctx\":{"
                            + "\"funding\":\"0.0000125\",\"openInterest\":\"23456.78\","
                            + "\"prevDayPx\":\"1010.0\",\"dayNtlVlm\":\"1234567890.12\","
                            + "\"premium\":\"0.0003\",\"oraclePx\":\"1001.0\",\"markPx\":\"1000.5\","
                            + "\"midPx\":\"1000.5\",\"impactPxs\":[\"1000.1\",\"1000.9\"],"
                            + "\"dayBaseVlm\":\"20123.4\"}}");
        } else if (kind < 998) {
            long open = nowMillis / 60_000 * 60_000;
            return frame(
                    "candle",
                    ("{\"t\":%d,\"T\":%d,\"s\":\"%s\",\"i\":\"1m\",\"o\":\"1000.0\","
                                    + "\"c\":\"1001.0\",\"h\":\"1002.0\",\"l\":\"999.0\",\"v\":\"8.36369\",\"n\":97}")
                            .formatted(open, open + 59_999, coin));
        }
        return kind == 998 ? frame("allMids", mids) : fills(nowMillis);
    }

    private String trades(String coin, long nowMillis) {
        int count = 1 + (int) (number % 3);
        StringBuilder array = new StringBuilder(count * 300);
        for (int n = 0; n < count; n++) {
            array.append(n == 0 ? "[" : ",")
                    .append("{\"coin\":\"")
                    .append(coin)
                    .append("\",\"side\":\"B\",\"px\":\"1000.5\",\"sz\":\"0.25\",\"time\":")
                    .append(nowMillis)
                    .append(
                            ",\"hash\":\"0x00000000000000000000000000000000000000000000000000000000"
                                    + "000000aa\",\"tid\":")
                    .append(++trades)
                    .append(
                            ",\"users\":[\"0x1111111111111111111111111111111111111111\","
                                    + "\"0x2222222222222222222222222222222222222222\"]}");
        }
        return frame("trades", array.append(']').toString());
    }

    private static String fills(long nowMillis) {
        return frame(
                "userFills",
                ("{\"user\":\"%s\",\"fills\":[{\"coin\":\"C1\",\"px\":\"1000.5\","
                                + "\"sz\":\"0.25\",\"time\":%d,\"oid\":7}]}")
                        .formatted(USER, nowMillis));
    }

    private static String side(int price) {
        return IntStream.range(0, LEVELS)
                .mapToObj(n -> level(price + n))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String level(int price) {
        return String.format(Locale.ROOT, "{\"px\":\"%d.0\",\"sz\":\"3.25\",\"n\":4}", price);
    }

    private static String frame(String channel, String data) {
        return "{\"channel\":\"" + channel + "\",\"data\":" + data + "}";
    }
}
