package dev.candlewick.functions.measurement;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.candlewick.functions.measurement.QualityFact.Kind;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.DataQuality;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.TestingFeed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureQualityTest {
    private static final long HOUR = BarInterval.H1.micros();
    private static final long DAY = BarInterval.D1.micros();

    private final TestingFeed btc = new TestingFeed("BTC");
    private final RunningCounts counts = new RunningCounts();
    private KeyedOneInputStreamOperatorTestHarness<String, QualityFact, DataQuality> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new MeasureQuality("run-1")),
                        QualityFact::symbol,
                        Types.STRING);
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void countsTheNewestBarOfEachWindowAndTheWindowsWithoutOne() throws Exception {
        // Collection begins at 12:20. Of forty minutes, ten have no bar; one partial bar is
        // repaired.
        for (int minute = 20; minute < 60; minute++) {
            if (minute < 30 || minute >= 40) {
                bar(minute, minute % 2 == 0 ? Coverage.COMPLETE : Coverage.QUIET, null);
            } else if (minute == 39) {
                bar(30, Coverage.PARTIAL, null);
                bar(30, Coverage.REPAIRED, Coverage.PARTIAL);
            }
        }

        DataQuality row = rows().get(0);
        assertThat(row.bars()).isEqualTo(new DataQuality.Bars(15, 15, 0, 1, 9, 1));
        assertThat(row.bars().count()).isEqualTo(31);
        assertThat(row.bars().coverage()).isCloseTo(31.0 / 40, within(1e-12));
        assertThat(row.score()).isEqualTo(row.bars().coverage());
        assertThat(row.freshness()).isCloseTo(2.0, within(1e-12));
        assertThat(row.drift()).isNull();
        assertThat(row.computedAt()).isEqualTo(at("13:00:02"));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void tellsWhatTheFeedLostAndRefused() throws Exception {
        fact(QualityFact.gap(btc.endedGap("12:10:00", "12:11:30")));
        fact(QualityFact.gap(btc.openGap("12:20:00", "12:20:00")));
        fact(
                QualityFact.gap(
                        btc.endedGap("12:20:00", "12:20:30")
                                .healed(at("12:30:00"), Gap.BY_CANDLES)));
        fact(
                QualityFact.gap(
                        btc.endedGap("12:40:00", "12:45:00")
                                .healed(at("12:46:00"), Gap.BY_RESEND)));
        fact(QualityFact.counted("BTC", Kind.DUPLICATES, at("12:30:00"), 7));
        fact(QualityFact.counted("BTC", Kind.REJECTED, at("12:30:00"), 2));
        fact(QualityFact.counted("BTC", Kind.LATE, at("12:30:00"), 1));
        for (int field = 0; field < 6; field++) {
            fact(QualityFact.compared("BTC", BarInterval.M1, at("12:30:00"), field == 4));
        }
        bar(59, Coverage.COMPLETE, null);

        DataQuality row = rows().get(0);
        assertThat(row.feed()).isEqualTo(new DataQuality.Feed(2, 120, 7, 2, 1));
        assertThat(row.drift()).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(row.score()).isCloseTo(5.0 / 6, within(1e-12));
    }

    @Test
    void aDayThatIsOverIsEmittedAgainOnlyIfItHasChanged() throws Exception {
        bar(59, Coverage.PARTIAL, null);
        long tomorrow = 24 * 60;
        bar(tomorrow + 59, Coverage.COMPLETE, null);
        bar(tomorrow + 119, Coverage.COMPLETE, null);
        assertThat(rows()).extracting(DataQuality::day).containsExactly(day(0), day(1), day(1));

        bar(tomorrow + 120, Coverage.COMPLETE, null);
        bar(59, Coverage.REPAIRED, Coverage.PARTIAL);
        assertThat(rows().subList(3, rows().size()))
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.day()).isEqualTo(day(0));
                            assertThat(row.bars().repaired()).isEqualTo(1);
                            assertThat(row.bars().partial()).isZero();
                        });
    }

    @Test
    void windowsOfADayBeforeItsFirstBarAreMissingIfCollectionHadBegun() throws Exception {
        bar(59, Coverage.COMPLETE, null);
        bar(24 * 60 - 12 * 60 + 59, Coverage.COMPLETE, null);

        assertThat(rows().get(1).day()).isEqualTo(day(1));
        assertThat(rows().get(1).bars().missing()).isEqualTo(59);
    }

    @Test
    void theEndOfTheInputEmitsWhatHasChanged() throws Exception {
        bar(10, Coverage.COMPLETE, null);
        assertThat(rows()).isEmpty();
        counts.end("BTC", this::take);
        fact(QualityFact.counted("BTC", Kind.LATE, at("12:30:00"), 1));
        assertThat(rows()).hasSize(1);

        operator.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(rows()).hasSize(2);
        assertThat(rows().get(1).feed().late()).isEqualTo(1);

        fact(QualityFact.counted("BTC", Kind.LATE, at("12:30:00"), 1));
        assertThat(rows().get(2).feed().late()).isEqualTo(2);

        // What is computed last wins over what the lake has of the same instant.
        assertThat(rows().get(1).computedAt()).isLessThan(rows().get(2).computedAt());
    }

    @Test
    void whatIsOlderThanFiveDaysIsForgotten() throws Exception {
        for (int day = 0; day < 20; day++) {
            bar(day * 24 * 60 + 59, Coverage.COMPLETE, null);
        }
        int before = rows().size();
        bar(59, Coverage.REPAIRED, Coverage.COMPLETE);
        fact(QualityFact.counted("BTC", Kind.LATE, at("12:30:00"), 1));

        assertThat(rows()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BarCounts.class,
                IntervalQuality.class,
                DayQuality.class,
                SymbolQuality.class,
                QualityFact.class,
                DataQuality.class
            })
    void itsTypesEvolveAsPlainObjects(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    /** A minute bar, so many minutes after 12:00, that comes two seconds after its close. */
    private void bar(long minute, Coverage coverage, Coverage replaced) {
        long opens = at("12:00:00") + minute * BarInterval.M1.micros();
        BigDecimal one = BigDecimal.ONE;
        Bar bar =
                new Bar(
                        "BTC",
                        BarInterval.M1,
                        opens,
                        one,
                        one,
                        one,
                        one,
                        one,
                        one,
                        1,
                        one,
                        one,
                        true,
                        replaced == null ? 0 : 1,
                        PriceSource.TRADE,
                        coverage,
                        Origin.STREAM,
                        "run-1",
                        opens + 62_000_000);
        counts.count(BarRun.of(bar), 0, replaced, HOUR, this::take);
    }

    private void take(QualityFact fact) {
        try {
            fact(fact);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void fact(QualityFact fact) throws Exception {
        operator.processElement(fact, 0);
    }

    private List<DataQuality> rows() {
        return new ArrayList<>(operator.extractOutputValues());
    }

    private static long day(int number) {
        return at("00:00:00") / DAY + number;
    }
}
