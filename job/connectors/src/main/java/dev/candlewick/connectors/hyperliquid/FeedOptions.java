package dev.candlewick.connectors.hyperliquid;

import dev.candlewick.functions.model.BarInterval;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/**
 * The options of the connector.
 *
 * @param symbols empty if the query's condition has to name them
 * @param endReason with which the server closes when it has no more; null if it never does
 */
record FeedOptions(
        FeedStream stream,
        String websocketUrl,
        List<String> symbols,
        List<String> intervals,
        String endReason) {

    static final ConfigOption<String> STREAM =
            ConfigOptions.key("stream")
                    .stringType()
                    .defaultValue("trades")
                    .withDescription("trades, bbo, books, candles or asset_contexts");

    static final ConfigOption<List<String>> SYMBOLS =
            ConfigOptions.key("symbols")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription("The exchange's own names, separated by ;");

    static final ConfigOption<String> WEBSOCKET_URL =
            ConfigOptions.key("websocket-url")
                    .stringType()
                    .defaultValue("wss://api.hyperliquid.xyz/ws")
                    .withDescription("Where the streams are subscribed");

    static final ConfigOption<String> REST_URL =
            ConfigOptions.key("rest-url")
                    .stringType()
                    .defaultValue("https://api.hyperliquid.xyz")
                    .withDescription("The address for requests; no stream needs one today");

    static final ConfigOption<List<String>> INTERVALS =
            ConfigOptions.key("intervals")
                    .stringType()
                    .asList()
                    .defaultValues("1m")
                    .withDescription("Of candles, separated by ;");

    static final ConfigOption<String> END_REASON =
            ConfigOptions.key("end-reason")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "A normal close of the connection with this reason ends the table; by default"
                                    + " nothing does");

    static FeedOptions of(ReadableConfig options) {
        String label = options.get(STREAM);
        FeedStream stream =
                FeedStream.of(label)
                        .orElseThrow(
                                () ->
                                        new ValidationException(
                                                "'stream' is '%s'; use one of %s"
                                                        .formatted(label, streams())));
        return new FeedOptions(
                stream,
                address(WEBSOCKET_URL, options, "ws", "wss"),
                checkedSymbols(options.getOptional(SYMBOLS).orElse(List.of())),
                checkedIntervals(options.get(INTERVALS)),
                options.getOptional(END_REASON).orElse(null));
    }

    /** Refuses an address that no stream uses, too. */
    static void checkRest(ReadableConfig options) {
        address(REST_URL, options, "http", "https");
    }

    private static String address(
            ConfigOption<String> option, ReadableConfig options, String... schemes) {
        String address = options.get(option);
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null && List.of(schemes).contains(uri.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // refused below, like one of another scheme
        }
        throw new ValidationException(
                "'%s' is '%s'; it begins with %s:// and names a host"
                        .formatted(option.key(), address, String.join(":// or ", schemes)));
    }

    private static List<String> checkedSymbols(List<String> symbols) {
        for (String symbol : symbols) {
            if (symbol.isBlank() || !symbol.equals(symbol.strip())) {
                throw new ValidationException(
                        "'symbols' has the name '%s'; names are taken verbatim and separated by ;"
                                .formatted(symbol));
            }
        }
        return symbols.stream().distinct().toList();
    }

    private static List<String> checkedIntervals(List<String> intervals) {
        List<String> known =
                Arrays.stream(BarInterval.values())
                        .filter(interval -> interval != BarInterval.S1)
                        .map(BarInterval::label)
                        .toList();
        for (String interval : intervals) {
            if (!known.contains(interval)) {
                throw new ValidationException(
                        "'intervals' has '%s'; the exchange has candles of %s"
                                .formatted(interval, String.join(", ", known)));
            }
        }
        return List.copyOf(intervals);
    }

    private static String streams() {
        return Arrays.stream(FeedStream.values())
                .map(FeedStream::label)
                .collect(Collectors.joining(", "));
    }
}
