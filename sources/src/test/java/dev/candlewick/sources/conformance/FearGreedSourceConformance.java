package dev.candlewick.sources.conformance;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.sources.alternativeme.FearGreedSource;
import dev.candlewick.sources.alternativeme.FearGreedSourceBuilder;
import dev.candlewick.sources.net.TestingHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.environment.TestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestTemplate;

/** The polling source. Its one split holds the days that all writers of a test add to the index. */
class FearGreedSourceConformance extends SourceTestSuiteBase<String> {

    @TestEnv MiniClusterTestEnvironment cluster = new MiniClusterTestEnvironment();

    @TestSemantics
    CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

    @TestContext ExternalContextFactory<Index> contexts = testName -> new Index();

    /** Not run: the source counts a poll as a record, whatever number of readings it brings. */
    @Override
    @TestTemplate
    public void testSourceMetrics(
            TestEnvironment environment,
            DataStreamSourceExternalContext<String> context,
            CheckpointingMode semantic) {
        Assumptions.abort("numRecordsIn counts polls");
    }

    /** An index whose first days are long past; the source then asks for all of them. */
    static final class Index extends SourceContext {

        private static final LocalDate FIRST_DAY = LocalDate.parse("2018-02-01");
        private static final int DAYS_PER_BATCH = 20;

        private final TestingHttpServer server;
        private final TreeMap<LocalDate, Integer> published = new TreeMap<>();
        private LocalDate nextDay = FIRST_DAY;

        Index() {
            try {
                server = new TestingHttpServer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.then(
                    exchange ->
                            TestingHttpServer.answer(200, "application/json", answer())
                                    .to(exchange));
        }

        private synchronized String answer() {
            return published.descendingMap().entrySet().stream()
                    .map(Index::row)
                    .collect(Collectors.joining(",", "{\"data\":[", "]}"));
        }

        private static String row(Map.Entry<LocalDate, Integer> day) {
            return "{\"value\":\"%d\",\"value_classification\":\"Fear\",\"timestamp\":\"%d\"}"
                    .formatted(day.getValue(), TimeUnit.DAYS.toSeconds(day.getKey().toEpochDay()));
        }

        @Override
        public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
            FearGreedSourceBuilder builder =
                    FearGreedSource.builder()
                            .url(server.uri("/fng/").toString())
                            .pollInterval(Duration.ofMillis(1_100))
                            .tick(Duration.ofMillis(50))
                            .useCache(false);
            if (settings.getBoundedness() == Boundedness.BOUNDED) {
                builder.once();
            }
            return ExtractingSource.of(builder.build(), Index::shown);
        }

        private static List<String> shown(SentimentEvent event) {
            return event.kind() == SentimentEvent.Kind.READING
                    ? List.of(shown(event.reading()))
                    : List.of();
        }

        private static String shown(SentimentReading reading) {
            long day = TimeUnit.MICROSECONDS.toDays(reading.readingDate());
            return LocalDate.ofEpochDay(day) + " " + reading.value();
        }

        @Override
        Writer writer() {
            return this::publish;
        }

        private synchronized void publish(List<String> records) {
            for (String record : records) {
                String[] parts = record.split(" ");
                published.put(LocalDate.parse(parts[0]), Integer.valueOf(parts[1]));
            }
        }

        /** Later days than all before, so that the source emits a writer's days in order. */
        @Override
        public synchronized List<String> generateTestData(
                TestingSourceSettings settings, int split, long seed) {
            Random random = new Random(seed);
            LocalDate first = nextDay;
            nextDay = first.plusDays(DAYS_PER_BATCH);
            return IntStream.range(0, DAYS_PER_BATCH)
                    .mapToObj(day -> first.plusDays(day) + " " + random.nextInt(101))
                    .toList();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
