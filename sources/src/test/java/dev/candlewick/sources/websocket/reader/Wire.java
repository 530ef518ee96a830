package dev.candlewick.sources.websocket.reader;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Frames as the exchange writes them. */
public final class Wire {

    public static final String PONG = "{\"channel\":\"pong\"}";
    static final String PING = "{\"method\":\"ping\"}";

    private Wire() {}

    public static String acknowledged(String type, String symbol) {
        return ("{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"subscribe\","
                        + "\"subscription\":{\"type\":\"%s\",\"coin\":\"%s\"}}}")
                .formatted(type, symbol);
    }

    /** A frame of trades with these ids, a millisecond apart. */
    public static String trades(String symbol, long firstMillis, long... ids) {
        String elements =
                Arrays.stream(ids)
                        .mapToObj(id -> trade(symbol, firstMillis + id - ids[0], id))
                        .collect(Collectors.joining(","));
        return "{\"channel\":\"trades\",\"data\":[" + elements + "]}";
    }

    private static String trade(String symbol, long millis, long id) {
        return ("{\"coin\":\"%s\",\"side\":\"B\",\"px\":\"100.5\",\"sz\":\"0.1\",\"time\":%d,"
                        + "\"hash\":\"0x0\",\"tid\":%d,\"users\":[\"0x1\",\"0x2\"]}")
                .formatted(symbol, millis, id);
    }

    public static String bbo(String symbol, long millis) {
        return ("{\"channel\":\"bbo\",\"data\":{\"coin\":\"%s\",\"time\":%d,\"bbo\":["
                        + "{\"px\":\"100\",\"sz\":\"1\",\"n\":1},{\"px\":\"101\",\"sz\":\"1\",\"n\":1}]}}")
                .formatted(symbol, millis);
    }

    public static String book(String symbol, long millis) {
        return "{\"channel\":\"l2Book\",\"data\":{\"coin\":\"%s\",\"time\":%d,\"levels\":[[],[]]}}"
                .formatted(symbol, millis);
    }
}
