package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.CandleRequest.Purpose;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpFailure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Requests and answers of minutes after 20:00 of an evening. */
final class TestingCandles {

    static final long EVENING = Instant.parse("2025-09-04T20:00:00Z").toEpochMilli() * 1_000;
    static final long MINUTE = 60_000_000;
    static final long ASKED_AT = minute(600);
    static final ValidationRules RULES = new ValidationRules(new BigDecimal("1000000000"), false);

    static final String META =
            """
            {"universe":[{"name":"BTC","szDecimals":5,"maxLeverage":40},{"name":"ETH","szDecimals":4},{"name":"SOL","szDecimals":2}]}""";

    private TestingCandles() {}

    static long minute(long number) {
        return EVENING + number * MINUTE;
    }

    /** Asks for minutes {@code [from, to)} to fill a hole. */
    static CandleRequest healing(String symbol, long from, long to) {
        Gap gap = new Gap(symbol, minute(from), minute(to), "lost", ASKED_AT, null, null);
        return CandleRequest.healing(gap, BarInterval.M1, minute(from), minute(to), ASKED_AT);
    }

    static CandleRequest checking(String symbol, long from, long to) {
        return request(Purpose.CHECKING, symbol, from, to);
    }

    static CandleRequest request(Purpose purpose, String symbol, long from, long to) {
        return new CandleRequest(
                symbol,
                BarInterval.M1,
                minute(from),
                minute(to),
                ASKED_AT,
                purpose,
                null,
                List.of(),
                0);
    }

    static HttpAnswer meta() {
        return json(META);
    }

    /** Minutes {@code [from, to)} as the exchange sends them, and the one that is forming. */
    static HttpAnswer candles(String symbol, long from, long to) {
        return json(
                LongStream.rangeClosed(from, to)
                        .mapToObj(number -> candle(symbol, number))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    static String candle(String symbol, long number) {
        long opens = minute(number) / 1_000;
        return """
        {"t":%d,"T":%d,"s":"%s","i":"1m","o":"10.0","c":"11.0","h":"12.0","l":"9.0","v":"1.5","n":3}"""
                .formatted(opens, opens + 59_999, symbol);
    }

    static HttpAnswer json(String body) {
        return answer(200, "application/json", body);
    }

    static HttpAnswer limited() {
        return answer(429, "application/json", "null");
    }

    static HttpAnswer nothing() {
        return answer(500, "application/json", "null");
    }

    static HttpAnswer badGateway() {
        return answer(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
    }

    static HttpFailure timeout() {
        return new HttpFailure(HttpFailure.Kind.TIMEOUT, "PT10S");
    }

    static HttpFailure refused() {
        return new HttpFailure(HttpFailure.Kind.UNREACHABLE, "Connection refused");
    }

    static HttpAnswer answer(int status, String type, String body) {
        return new HttpAnswer(status, type, 0, body.getBytes(StandardCharsets.UTF_8));
    }
}
