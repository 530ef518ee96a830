package dev.candlewick.sources.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollingSplitReaderTest {

    private static final PollPolicy POLICY = PollPolicy.every(Duration.ofHours(1));

    private final TestingHttpFetcher fetcher = new TestingHttpFetcher();
    private final TestingTimeSource time = new TestingTimeSource();

    private PollingSplitReader<String, Integer> reader(boolean once) {
        PollMetrics metrics =
                new PollMetrics(
                        "counted", UnregisteredMetricsGroup.createSourceReaderMetricGroup());
        PollingSplitReader<String, Integer> reader =
                new PollingSplitReader<>(
                        fetcher,
                        time,
                        (cursor, now) ->
                                new Poller<>(
                                        new CountedResource(),
                                        POLICY,
                                        metrics,
                                        () -> 0,
                                        cursor,
                                        now),
                        once);
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(new PollingSplit<>("counted", 0))));
        return reader;
    }

    private static List<String> recordsOf(
            RecordsWithSplitIds<PollResult<String, Integer>> fetched) {
        List<String> records = new ArrayList<>();
        while (fetched.nextSplit() != null) {
            PollResult<String, Integer> result = fetched.nextRecordFromSplit();
            while (result != null) {
                records.addAll(result.records());
                result = fetched.nextRecordFromSplit();
            }
        }
        return records;
    }

    private static HttpAnswer json(String body) {
        return new HttpAnswer(200, "application/json", 0, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void handsOverWhatAnAnswerBrings() throws IOException {
        PollingSplitReader<String, Integer> reader = reader(false);

        assertThat(recordsOf(reader.fetch())).isEmpty();
        fetcher.requests.get(0).complete(json("one"));

        assertThat(recordsOf(reader.fetch())).containsExactly("one");
    }

    @Test
    void timeGoesOnWhileAServerLetsARequestWait() throws IOException {
        PollingSplitReader<String, Integer> reader = reader(false);
        reader.fetch();
        fetcher.requests.get(0).complete(new HttpFailure(HttpFailure.Kind.TIMEOUT, ""));
        reader.fetch();
        time.pass(Duration.ofSeconds(1));

        // The retry and the tick are due at once.
        assertThat(recordsOf(reader.fetch())).containsExactly("tick");
        time.pass(Duration.ofSeconds(1));
        assertThat(recordsOf(reader.fetch())).containsExactly("tick");
        assertThat(fetcher.requests).hasSize(2);

        fetcher.requests.get(1).complete(json("one"));
        assertThat(recordsOf(reader.fetch())).containsExactly("one");
    }

    @Test
    void aWaitForAnAnswerCanBeWoken() throws Exception {
        PollingSplitReader<String, Integer> reader = reader(false);
        reader.fetch();
        CompletableFuture<List<String>> waiting =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return recordsOf(reader.fetch());
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        reader.wakeUp();

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void anAnswerEndsTheWaitForIt() throws Exception {
        PollingSplitReader<String, Integer> reader = reader(false);
        reader.fetch();
        CompletableFuture<Boolean> answered =
                CompletableFuture.supplyAsync(() -> fetcher.requests.get(0).complete(json("one")));

        assertThat(recordsOf(reader.fetch())).containsExactly("one");
        assertThat(answered.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPollMadeOnceFinishesItsSplit() throws IOException {
        PollingSplitReader<String, Integer> reader = reader(true);
        assertThat(reader.fetch().finishedSplits()).isEmpty();
        fetcher.requests.get(0).complete(json("one"));

        RecordsWithSplitIds<PollResult<String, Integer>> fetched = reader.fetch();

        assertThat(recordsOf(fetched)).containsExactly("one", "end");
        assertThat(fetched.finishedSplits()).containsExactly("counted");
    }

    @Test
    void closingGivesTheRequestUp() throws IOException {
        PollingSplitReader<String, Integer> reader = reader(false);
        reader.fetch();
        reader.close();

        assertThat(fetcher.requests.get(0)).isCancelled();
        assertThat(fetcher.closed).isTrue();
    }
}
