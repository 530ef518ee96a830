package dev.candlewick.sources.alternativeme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.json.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Answers of the provider. */
abstract class FearGreedDecoderFixture {

    static final Instant NOON = Instant.parse("2025-09-04T12:00:00Z");
    static final long RECEIVED_AT = TimeUnit.SECONDS.toMicros(NOON.getEpochSecond());
    static final int TODAY = (int) LocalDate.parse("2025-09-04").toEpochDay();
    static final String GOOD =
            "{\"value\":\"55\",\"value_classification\":\"Greed\",\"timestamp\":\"1756857600\"}";

    static FearGreedDecoder.Answer decode(String body) {
        return decode(body.getBytes(StandardCharsets.UTF_8), RECEIVED_AT);
    }

    static FearGreedDecoder.Answer decode(byte[] body, long receivedAt) {
        return FearGreedDecoder.decode(body, "http://127.0.0.1/fng/", "fear_and_greed", receivedAt);
    }

    static FearGreedDecoder.Answer decodeRows(String rows) {
        return decode("{\"name\":\"x\",\"data\":[" + rows + "],\"metadata\":{\"error\":null}}");
    }

    static void assertRefused(FearGreedDecoder.Answer answer, Reason reason, String payload) {
        assertThat(answer.days()).isEmpty();
        assertThat(answer.fault()).startsWith(reason.label());
        assertThat(answer.rejected()).hasSize(1);
        assertThat(answer.rejected().get(0).reason()).isEqualTo(reason.label());
        assertThat(answer.rejected().get(0).payload()).asString().isEqualTo(payload);
    }

    static void assertRowRefused(String row, Reason reason) {
        FearGreedDecoder.Answer answer = decodeRows(row + " , " + GOOD);

        assertThat(answer.fault()).isNull();
        assertThat(answer.days()).extracting(DayValue::value).containsExactly(55);
        assertThat(answer.rejected()).hasSize(1);
        assertThat(answer.rejected().get(0).reason()).isEqualTo(reason.label());
        assertThat(answer.rejected().get(0).detail()).startsWith("data[0]");
        assertThat(answer.rejected().get(0).payload()).asString().isEqualTo(row);
    }
}
