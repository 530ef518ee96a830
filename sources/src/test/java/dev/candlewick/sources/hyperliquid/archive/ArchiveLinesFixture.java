package dev.candlewick.sources.hyperliquid.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Decodes lines of the archive. */
abstract class ArchiveLinesFixture {

    static final long FROM = micros("2025-08-01T00:00:00Z");
    static final long TO = micros("2026-12-01T00:00:00Z");
    static final String BUYER = "0x1111111111111111111111111111111111111111";
    static final String SELLER = "0x2222222222222222222222222222222222222222";

    Set<String> wanted = Set.of("BTC");
    final List<String> doubts = new ArrayList<>();
    int notMatched;

    /** Of the refusals of a block, each of which leaves a gap of a millisecond. */
    List<String> reasons(String... fills) {
        List<FeedEvent> events = decodeAll(ArchiveLines::blocks, List.of(block(fills)));
        assertThat(doubts).isNotEmpty().allMatch(doubt -> doubt.endsWith(" 1 ms"));
        return events.stream()
                .map(FeedEvent::deadLetter)
                .filter(letter -> letter != null)
                .map(DeadLetter::reason)
                .toList();
    }

    static LineDecoder fills(LineOrigin origin) {
        return ArchiveLines.fills(origin, false);
    }

    List<FeedEvent> decodeAll(Function<LineOrigin, LineDecoder> decoders, List<String> lines) {
        LineDecoder decoder = decoders.apply(origin());
        Output output = new Output();
        lines.forEach(line -> decoder.decode(bytes(line), output));
        decoder.end(output);
        doubts.clear();
        doubts.addAll(output.doubts);
        notMatched = output.unmatched;
        return output.events;
    }

    LineOrigin origin() {
        ValidationRules rules = new ValidationRules(new BigDecimal("1e9").setScale(0), true);
        return new LineOrigin("a file", FROM, TO, rules, wanted::contains);
    }

    static String nodeTrade(String side, String time, long buyOrder, long sellOrder) {
        return ("{\"coin\":\"BTC\",\"side\":\"%s\",\"time\":\"%s\",\"px\":\"51.367\",\"sz\":\"0.31\","
                        + "\"hash\":\"0xad8e\",\"trade_dir_override\":\"Na\",\"side_info\":["
                        + "{\"user\":\"%s\",\"start_pos\":\"1\",\"oid\":%d,\"twap_id\":null,\"cloid\":null},"
                        + "{\"user\":\"%s\",\"start_pos\":\"1\",\"oid\":%d,\"twap_id\":null,\"cloid\":null}]}")
                .formatted(side, time, BUYER, buyOrder, SELLER, sellOrder);
    }

    static String pair(String user, String fill) {
        return "[\"%s\",%s]".formatted(user, fill);
    }

    static String fill(String coin, String side, long id, boolean crossed, String more) {
        return ("{\"coin\":\"%s\",\"px\":\"61234.0\",\"sz\":\"0.01\",\"side\":\"%s\",\"time\":1767322800201,"
                        + "\"startPosition\":\"0.0\",\"dir\":\"Open Long\",\"closedPnl\":\"0.0\",\"hash\":\"0x00\","
                        + "\"oid\":300000000001,\"crossed\":%b,\"fee\":\"0.2755\",\"tid\":%d,"
                        + "\"feeToken\":\"USDC\",\"twapId\":null%s}")
                .formatted(coin, side, crossed, id, more);
    }

    static String block(String... pairs) {
        return ("{\"local_time\":\"2026-01-02T03:00:00.310000000\","
                        + "\"block_time\":\"2026-01-02T03:00:00.201234567\",\"block_number\":850000001,"
                        + "\"events\":[%s]}")
                .formatted(String.join(",", pairs));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    /** What lines put out. */
    static final class Output implements LineOutput {
        final List<FeedEvent> events = new ArrayList<>();
        final List<String> doubts = new ArrayList<>();
        final List<String> blocks = new ArrayList<>();
        int unmatched;

        @Override
        public void event(FeedEvent event) {
            events.add(event);
        }

        @Override
        public void refused(FeedEvent deadLetter) {
            events.add(deadLetter);
        }

        @Override
        public void block(long number, long time) {
            blocks.add(number + " at " + time);
        }

        @Override
        public void line(long time) {
            blocks.add("at " + time);
        }

        @Override
        public void lost(String symbol) {
            doubts.add("lost " + symbol);
        }

        @Override
        public void doubted(String symbol, long from, long to, String reason) {
            doubts.add("%s %d ms".formatted(symbol, (to - from) / 1_000));
        }

        @Override
        public void notMatched() {
            unmatched++;
        }
    }
}
