package dev.candlewick.sources.alternativeme;

import static dev.candlewick.sources.alternativeme.IndexUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentEvent.Kind;
import dev.candlewick.sources.net.TestingHttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider that misbehaves, and a job that polls it. */
abstract class FearGreedSourceFixture {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    static final String HISTORY = body("2025-09-04=51", "2025-09-03=55", "2025-09-02=49");
    static final String NEXT = body("2025-09-05=60", "2025-09-04=51");

    TestingHttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestingHttpServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    FearGreedSourceBuilder source() {
        return FearGreedSource.builder()
                .url(server.uri("/fng/").toString())
                .pollInterval(Duration.ofMillis(100))
                .tick(Duration.ofMillis(20))
                .requestTimeout(Duration.ofSeconds(20))
                .useCache(false);
    }

    static List<Integer> valuesOf(List<SentimentEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == Kind.READING)
                .map(event -> event.reading().value())
                .toList();
    }

    static List<String> reasonsOf(List<SentimentEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == Kind.REJECTED)
                .map(event -> event.deadLetter().reason())
                .toList();
    }

    static boolean isReading(SentimentEvent event, int value) {
        return event.kind() == Kind.READING && event.reading().value() == value;
    }

    /** Each fault is followed by a new reading, which shows that the source has gone on. */
    List<String> reasonsAmongReadings(Source<SentimentEvent, ?, ?> source, int newest)
            throws Exception {
        try (SourceRun run = new SourceRun(source, 1, null)) {
            List<SentimentEvent> events = run.readUntil(event -> isReading(event, newest));
            List<Integer> expected = new ArrayList<>();
            for (int value = 1; value <= newest; value++) {
                expected.add(value);
            }
            assertThat(valuesOf(events)).isEqualTo(expected);
            return reasonsOf(events);
        }
    }

    TestingHttpServer thenReading(int value) {
        return server.thenJson(body("2025-09-04=" + value));
    }

    int ticks;

    boolean ticked() {
        return ++ticks > 20;
    }

    static SentimentEvent last(List<SentimentEvent> events) {
        return events.get(events.size() - 1);
    }
}
