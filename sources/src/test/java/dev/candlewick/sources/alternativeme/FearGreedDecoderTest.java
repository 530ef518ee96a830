package dev.candlewick.sources.alternativeme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.json.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FearGreedDecoderTest extends FearGreedDecoderFixture {

    @Test
    void readsARecordedHistoryOldestFirst() {
        FearGreedDecoder.Answer answer =
                decode(RecordedAnswers.read("to_20250904_response.json"), RECEIVED_AT);

        assertThat(answer.fault()).isNull();
        assertThat(answer.rejected()).isEmpty();
        assertThat(answer.days()).hasSize(91);
        assertThat(answer.days()).extracting(DayValue::day).isSorted();
        DayValue newest = answer.days().get(90);
        assertThat(newest.day()).isEqualTo(TODAY);
        assertThat(newest.value()).isEqualTo(51);
        assertThat(newest.label()).isEqualTo("Neutral");
        assertThat(answer.untilUpdate()).isNull();
    }

    @Test
    void readsAHistoryWithAMissingDay() {
        FearGreedDecoder.Answer answer =
                decode(RecordedAnswers.read("limit365_response.json"), RECEIVED_AT);

        assertThat(answer.days()).hasSize(365);
        assertThat(answer.days())
                .extracting(DayValue::day)
                .doesNotContain((int) LocalDate.parse("2024-10-26").toEpochDay());
        assertThat(answer.untilUpdate()).isEqualTo(Duration.ofSeconds(6023));
    }

    @Test
    void readsASingleReading() {
        long receivedAt =
                TimeUnit.SECONDS.toMicros(Instant.parse("2026-08-22T18:14:31Z").getEpochSecond());
        FearGreedDecoder.Answer answer =
                decode(RecordedAnswers.read("limit1_response.json"), receivedAt);

        assertThat(answer.days()).extracting(DayValue::value).containsExactly(71);
        assertThat(answer.untilUpdate()).isEqualTo(Duration.ofSeconds(20_729));
    }

    @Test
    void aTimeWithinTheDayBelongsToItsDay() {
        FearGreedDecoder.Answer answer =
                decodeRows("{\"value\":\"30\",\"timestamp\":\"" + 1756944000 + "\"}");
        FearGreedDecoder.Answer later =
                decodeRows("{\"value\":\"30\",\"timestamp\":\"" + (1756944000 + 5 * 3600) + "\"}");

        assertThat(answer.days().get(0).day()).isEqualTo(TODAY);
        assertThat(later.days().get(0).day()).isEqualTo(TODAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"abc\" | VALUE_NOT_WHOLE",
                "\"50.5\" | VALUE_NOT_WHOLE",
                "50.5 | VALUE_NOT_WHOLE",
                "\"\" | VALUE_NOT_WHOLE",
                "\" 50\" | VALUE_NOT_WHOLE",
                "\"٥٠\" | VALUE_NOT_WHOLE",
                "\"1e1\" | VALUE_NOT_WHOLE",
                "\"99999999999999999999\" | VALUE_NOT_WHOLE",
                "\"101\" | VALUE_OUT_OF_RANGE",
                "\"-1\" | VALUE_OUT_OF_RANGE",
                "-1 | VALUE_OUT_OF_RANGE",
                "null | MISSING_FIELD",
                "true | MISTYPED_FIELD",
                "[50] | MISTYPED_FIELD",
                "{\"a\":50} | MISTYPED_FIELD",
            })
    void aBadValueCostsOnlyItsRow(String value, Reason reason) {
        assertRowRefused("{\"value\":" + value + ",\"timestamp\":\"1756944000\"}", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"09-04-2025\" | MISTYPED_FIELD",
                "\"\" | MISTYPED_FIELD",
                "false | MISTYPED_FIELD",
                "null | MISSING_FIELD",
                "\"1514764799\" | TIME_OUT_OF_RANGE", // the last second of 2017
                "\"-1\" | TIME_OUT_OF_RANGE",
                "\"1756987261\" | TIME_OUT_OF_RANGE", // 61 s after its receipt
                "\"999999999999\" | TIME_OUT_OF_RANGE",
            })
    void aBadTimestampCostsOnlyItsRow(String timestamp, Reason reason) {
        assertRowRefused("{\"value\":\"50\",\"timestamp\":" + timestamp + "}", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":\"50\"}", "{\"timestamp\":\"1756944000\"}", "{}"})
    void aMissingFieldCostsOnlyItsRow(String row) {
        assertRowRefused(row, Reason.MISSING_FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"50\"", "null", "[1, {\"a\": 2}]"})
    void aRowThatIsNoObjectCostsOnlyItself(String row) {
        assertRowRefused(row, Reason.MISTYPED_FIELD);
    }

    @ParameterizedTest
    @CsvSource({"0", "100", "007"})
    void wholeNumbersFromZeroToAHundredAreValues(String value) {
        FearGreedDecoder.Answer answer =
                decodeRows("{\"value\":\"" + value + "\",\"timestamp\":\"1756987260\"}");

        assertThat(answer.days())
                .extracting(DayValue::value)
                .containsExactly(Integer.parseInt(value));
    }

    @Test
    void aValueThatIsANumberLeavesNoDoubt() {
        FearGreedDecoder.Answer answer = decodeRows("{\"value\":50,\"timestamp\":1756944000}");

        assertThat(answer.days()).extracting(DayValue::value).containsExactly(50);
    }

    @Test
    void withoutAUsableRowTheAnswerIsOfNoUse() {
        FearGreedDecoder.Answer answer =
                decodeRows("{\"value\":\"abc\",\"timestamp\":\"1756944000\"}");

        assertThat(answer.fault()).contains("none of its rows");
        assertThat(answer.rejected()).hasSize(1);
    }

    @Test
    void ofTwoRowsOfADayTheLaterCountsAndTheOtherIsReported() {
        String early = "{\"value\":\"50\",\"timestamp\":\"1756944000\"}";
        String late = "{\"value\":\"51\",\"timestamp\":\"1756945000\"}";
        for (String rows : List.of(early + "," + late, late + "," + early)) {
            FearGreedDecoder.Answer answer = decodeRows(rows);

            assertThat(answer.days()).extracting(DayValue::value).containsExactly(51);
            assertThat(answer.rejected())
                    .extracting(DeadLetter::reason)
                    .containsExactly("conflicting_day");
            assertThat(answer.rejected().get(0).payload()).asString().isEqualTo(early);
        }
        assertThat(decodeRows(early + "," + early).rejected()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":[],\"metadata\":{\"error\":null}} | NO_DATA",
                "{\"data\":null,\"metadata\":{\"error\":null}} | NO_DATA",
                "{\"name\":\"x\",\"metadata\":{\"error\":null}} | NO_DATA",
                "{} | NO_DATA",
                "{\"data\":{\"value\":\"50\"}} | UNKNOWN_SHAPE",
                "{\"data\":\"csv,text\"} | UNKNOWN_SHAPE",
                "[] | UNKNOWN_SHAPE",
                "null | UNKNOWN_SHAPE",
                "{\"metadata\":{\"error\":\"limit is wrong\"}} | PROVIDER_ERROR",
                "{\"data\":[],\"metadata\":{\"error\":\"\"}} | PROVIDER_ERROR",
                "{\"metadata\":{\"error\":{\"code\":3}},\"data\":[]} | PROVIDER_ERROR",
                "<html>oops</html> | NOT_JSON",
                "{\"data\":[]} trailing | NOT_JSON",
            })
    void anAnswerThatCannotBeUsedIsKeptWhole(String body, Reason reason) {
        assertRefused(decode(body), reason, body);
    }

    @Test
    void anErrorInTheEnvelopeSpoilsItsData() {
        String body = "{\"data\":[" + GOOD + "],\"metadata\":{\"error\":\"stale\"}}";

        assertRefused(decode(body), Reason.PROVIDER_ERROR, body);
    }

    @Test
    void nothingOfATruncatedAnswerIsUsed() {
        String whole = "{\"name\":\"x\",\"data\":[" + GOOD + "],\"metadata\":{\"error\":null}}";
        for (int length = 1; length < whole.length(); length++) {
            String body = whole.substring(0, length);
            assertRefused(decode(body), Reason.NOT_JSON, body);
        }
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertRefused(decode(""), Reason.NOT_JSON, "");
    }

    @Test
    void ofAFloodOfBadRowsTheFirstAreKeptAndTheRestAsOne() {
        String row = "{\"value\":\"abc\",\"timestamp\":\"1756944000\"},";
        FearGreedDecoder.Answer answer = decodeRows(row.repeat(1_001) + GOOD);

        assertThat(answer.days()).hasSize(1);
        assertThat(answer.rejected()).hasSize(101);
        assertThat(answer.rejected().get(99).reason()).isEqualTo("value_not_whole");
        assertThat(answer.rejected().get(100).reason()).isEqualTo("too_many_rejected");
    }
}
