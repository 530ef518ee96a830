package dev.candlewick.job.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The loop that a programmer would write first: one thread, a streaming parser, exact decimals, a
 * map of bars of one minute; nothing is stored, and nothing is deduplicated.
 */
final class PlainLoop {

    private static final long MINUTE = 60_000;

    private final Map<String, Map<Long, Sums>> bars = new HashMap<>();

    private PlainLoop() {}

    /** Reads a recording and prints how many bars it makes. */
    public static void main(String[] arguments) throws IOException {
        PlainLoop loop = new PlainLoop();
        try (InputStream in =
                        new BufferedInputStream(
                                Files.newInputStream(Path.of(arguments[0])), 1 << 20);
                JsonParser parser = new JsonFactory().createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("data")) {
                    loop.frame(parser);
                }
            }
        }
        System.out.println(loop.bars.values().stream().mapToInt(Map::size).sum() + " bars");
    }

    private void frame(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            trade(parser);
        }
    }

    private void trade(JsonParser parser) throws IOException {
        String coin = null;
        BigDecimal price = null;
        BigDecimal size = null;
        long time = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "coin" -> coin = parser.getText();
                case "px" -> price = new BigDecimal(parser.getText());
                case "sz" -> size = new BigDecimal(parser.getText());
                case "time" -> time = parser.getLongValue();
                default -> parser.skipChildren();
            }
        }
        bars.computeIfAbsent(coin, absent -> new HashMap<>())
                .computeIfAbsent(time / MINUTE, absent -> new Sums())
                .add(price, size);
    }

    private static final class Sums {
        private BigDecimal open;
        private BigDecimal high;
        private BigDecimal low;
        private BigDecimal close;
        private BigDecimal volume = BigDecimal.ZERO;
        private BigDecimal quoteVolume = BigDecimal.ZERO;

        void add(BigDecimal price, BigDecimal size) {
            open = open == null ? price : open;
            high = high == null ? price : high.max(price);
            low = low == null ? price : low.min(price);
            close = price;
            volume = volume.add(size);
            quoteVolume = quoteVolume.add(price.multiply(size));
        }

        @Override
        public String toString() {
            return "%s %s %s %s %s %s".formatted(open, high, low, close, volume, quoteVolume);
        }
    }
}
