package dev.candlewick.sources.alternativeme;

import static dev.candlewick.sources.alternativeme.IndexUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentEvent.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FearGreedSourceITCase extends FearGreedSourceFixture {

    @Test
    void goesOnAfterWhateverAServerDoes() throws Exception {
        thenReading(1).thenHangUp();
        thenReading(2).then(429, "application/json", "null");
        thenReading(3).then(502, "text/html", "<html>bad gateway</html>");
        thenReading(4).then(200, "text/html", "<html>welcome</html>");
        thenReading(5).then(500, "application/json", "null");
        thenReading(6).then(404, "text/html", "<html>not here</html>");
        thenReading(7);

        assertThat(reasonsAmongReadings(source().build(), 7))
                .containsExactly(
                        "http_status",
                        "http_status",
                        "not_json_content",
                        "http_status",
                        "http_status");
    }

    @Test
    void goesOnAfterWhateverAnAnswerSays() throws Exception {
        thenReading(1).thenJson(HISTORY.substring(0, HISTORY.length() / 2));
        thenReading(2).thenJson("{\"metadata\":{\"error\":\"limit is wrong\"}}");
        thenReading(3).thenJson("{\"data\":[],\"metadata\":{\"error\":null}}");
        thenReading(4).thenJson(body("2025-09-04=abc"));
        thenReading(5).thenJson(body("2025-09-04=101"));
        thenReading(6).thenJson(body("2025-09-04=-1"));
        thenReading(7).thenJson(body("2125-09-04=50"));
        thenReading(8);

        assertThat(reasonsAmongReadings(source().build(), 8))
                .containsExactly(
                        "not_json",
                        "provider_error",
                        "no_data",
                        "value_not_whole",
                        "value_out_of_range",
                        "value_out_of_range",
                        "time_out_of_range");
    }

    @Test
    void goesOnAfterASlowAnswerAndTimePassesMeanwhile() throws Exception {
        thenReading(1).thenStall();
        thenReading(2);
        Source<SentimentEvent, ?, ?> patient =
                source().requestTimeout(Duration.ofMillis(500)).build();

        try (SourceRun run = new SourceRun(patient, 1, null)) {
            run.readUntil(event -> isReading(event, 1));
            List<SentimentEvent> events = run.readUntil(event -> isReading(event, 2));

            assertThat(events).filteredOn(event -> event.kind() == Kind.TIME).hasSizeGreaterThan(5);
            assertThat(events).extracting(SentimentEvent::eventTime).isSorted();
        }
    }

    @Test
    void waitsForAServerThatIsNotThereYet() throws Exception {
        URI gone = server.uri("/fng/");
        server.close();
        Source<SentimentEvent, ?, ?> source = source().url(gone.toString()).build();

        try (SourceRun run = new SourceRun(source, 1, null)) {
            List<SentimentEvent> events =
                    run.readUntil(event -> event.kind() == Kind.TIME && ticked());
            assertThat(valuesOf(events)).isEmpty();
            assertThat(reasonsOf(events)).isEmpty();
        }
    }

    @Test
    void aChangedValueArrivesAsARevision() throws Exception {
        server.thenJson(HISTORY).thenJson(body("2025-09-04=51", "2025-09-03=54"));

        try (SourceRun run = new SourceRun(source().build(), 1, null)) {
            List<SentimentEvent> events = run.readUntil(event -> isReading(event, 54));

            assertThat(valuesOf(events)).containsExactly(49, 55, 51, 54);
            SentimentEvent revision = events.get(events.size() - 1);
            assertThat(revision.reading().knownAt()).isEqualTo(revision.reading().seenAt());
        }
    }

    @Test
    void aRestoredJobGoesOnFromItsCursor(@TempDir Path folder) throws Exception {
        server.thenJson(HISTORY);
        String savepoint;
        try (SourceRun run = new SourceRun(source().build(), 1, null)) {
            assertThat(valuesOf(run.readUntil(event -> isReading(event, 51))))
                    .containsExactly(49, 55, 51);
            run.readUntil(event -> event.kind() == Kind.TIME);
            savepoint = run.stopWithSavepoint(folder);
        }
        int before = server.requests().size();
        server.thenJson(NEXT);

        try (SourceRun run = new SourceRun(source().build(), 2, savepoint)) {
            assertThat(valuesOf(run.readUntil(event -> isReading(event, 60)))).containsExactly(60);
        }

        assertThat(server.requests().get(0)).hasQuery("limit=0");
        assertThat(server.requests().subList(before, server.requests().size()))
                .isNotEmpty()
                .noneMatch(request -> request.getQuery().equals("limit=0"));
    }

    @Test
    void pollsOnceAndEndsWithTheWholeHistory() throws Exception {
        server.thenJson(
                new String(RecordedAnswers.read("limit365_response.json"), StandardCharsets.UTF_8));

        try (SourceRun run = new SourceRun(source().once().build(), 2, null)) {
            List<SentimentEvent> events = run.readToTheEnd();

            assertThat(valuesOf(events)).hasSize(365);
            assertThat(last(events))
                    .isEqualTo(SentimentEvent.time(FearGreedSource.INDEX_NAME, Long.MAX_VALUE));
            assertThat(events).extracting(SentimentEvent::eventTime).isSorted();
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void givesUpAPollMadeOnceRatherThanWaitForEver() throws Exception {
        server.then(503, "text/html", "<html>");

        try (SourceRun run = new SourceRun(source().once().build(), 1, null)) {
            assertThat(run.readToTheEnd())
                    .extracting(SentimentEvent::kind)
                    .containsOnly(Kind.REJECTED, Kind.TIME);
        }
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void anAnswerIsNotAskedForAgainWhileItIsCached() throws Exception {
        server.thenJson(HISTORY);
        Source<SentimentEvent, ?, ?> source =
                source().useCache(true).cacheTtl(Duration.ofMinutes(5)).build();

        try (SourceRun run = new SourceRun(source, 1, null)) {
            SentimentEvent newest = last(run.readUntil(event -> isReading(event, 51)));
            long wellLater = newest.reading().seenAt() + 500_000;
            run.readUntil(event -> event.kind() == Kind.TIME && event.eventTime() > wellLater);
        }
        assertThat(server.requests()).hasSize(1);
    }
}
