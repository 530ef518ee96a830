package dev.candlewick.sources.archive;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.OrderBySymbol;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.WakeableSleep;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** A single reader of an archive, and the operators behind it, without a job. */
final class TestingReader {

    static final BarRules BARS =
            new BarRules(
                    List.of(BarInterval.M1, BarInterval.M5),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    Forming.NONE,
                    Origin.ARCHIVE,
                    "run");

    private static final ArchiveRules RULES =
            new ArchiveRules(
                    new ValidationRules(new BigDecimal("1000000"), true),
                    ArchiveRules.Silence.of(Duration.ofSeconds(5), Duration.ofMinutes(1)));

    private TestingReader() {}

    /** What the steps put out, one after another. */
    static List<FeedEvent> events(ArchiveRequest request) throws IOException {
        List<FeedEvent> events = new ArrayList<>();
        for (ArchiveSplit split : ArchivePlan.of(ArchiveCatalog.list(request))) {
            read(split, request).forEach(record -> events.addAll(record.events()));
        }
        return events;
    }

    /** A step to its end. */
    static List<ArchiveRecord> read(ArchiveSplit split, ArchiveRequest request) throws IOException {
        List<ArchiveRecord> records = new ArrayList<>();
        ArchiveStatus status = new ArchiveStatus(request, 2_000_000);
        if (split.kind() != ArchiveSplit.Kind.OBJECT) {
            return List.of(status.record(split));
        }
        try (ObjectReader reader =
                new ObjectReader(
                        split, status, RULES, new WakeableSleep(), new ArchiveProgress())) {
            do {
                records.add(reader.next());
            } while (!records.get(records.size() - 1).reached().position().isEnded());
        }
        return records;
    }

    /** The same in order, with gaps where nothing is proven. */
    static List<FeedEvent> ordered(List<FeedEvent> events) {
        return through(new OrderBySymbol(BARS), events).stream()
                .flatMap(TestingReader::singly)
                .toList();
    }

    private static Stream<FeedEvent> singly(FeedEvent event) {
        TradeRun run = event.run();
        return run == null
                ? Stream.of(event)
                : IntStream.range(0, run.length())
                        .mapToObj(i -> FeedEvent.trades(run.slice(i, i + 1)));
    }

    /** All versions of all bars of ordered events. */
    static List<Bar> bars(List<FeedEvent> ordered) {
        List<FeedEvent> feed =
                ordered.stream().filter(event -> event.kind() != FeedEvent.Kind.REJECTED).toList();
        return through(new BuildBars(BARS), through(new AdmitTrades(BARS), feed)).stream()
                .flatMap(run -> run.asList().stream())
                .toList();
    }

    private static <O> List<O> through(
            KeyedProcessFunction<String, FeedEvent, O> function, List<FeedEvent> events) {
        try (KeyedOneInputStreamOperatorTestHarness<String, FeedEvent, O> operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function), FeedEvent::symbol, Types.STRING)) {
            operator.open();
            for (FeedEvent event : events) {
                operator.processElement(event, 0);
            }
            operator.processWatermark(Watermark.MAX_WATERMARK);
            return operator.extractOutputValues();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
