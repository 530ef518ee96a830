package dev.candlewick.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text frames in the exchange's shapes, for tapes built in memory. */
public final class Frames {

    private Frames() {}

    public static String trades(TapeTrade... trades) {
        return trades(Arrays.asList(trades));
    }

    public static String trades(List<TapeTrade> trades) {
        String data = trades.stream().map(TapeTrade::json).collect(Collectors.joining(","));
        return "{\"channel\":\"trades\",\"data\":[" + data + "]}";
    }

    /** A side is {@code null} or what {@link #level} returns. */
    public static String bbo(String coin, long time, String bid, String ask) {
        return String.format(
                Locale.ROOT,
                "{\"channel\":\"bbo\",\"data\":{\"coin\":%s,\"time\":%d,\"bbo\":[%s,%s]}}",
                Json.quote(coin),
                time,
                bid,
                ask);
    }

    /** Bids descending, asks ascending, each made by {@link #level}. */
    public static String l2Book(String coin, long time, List<String> bids, List<String> asks) {
        return String.format(
                Locale.ROOT,
                "{\"channel\":\"l2Book\",\"data\":{\"coin\":%s,\"time\":%d,\"levels\":[[%s],[%s]]}}",
                Json.quote(coin),
                time,
                String.join(",", bids),
                String.join(",", asks));
    }

    public static String level(String price, String size) {
        return "{\"px\":\"%s\",\"sz\":\"%s\",\"n\":1}".formatted(price, size);
    }

    /**
     * The control line of a tape that says the recorder lost its connection; never sent to a
     * client.
     */
    public static String closed(String reason) {
        return "{\"channel\":\"connection\",\"data\":{\"state\":\"closed\",\"reason\":%s}}"
                .formatted(Json.quote(reason));
    }
}
