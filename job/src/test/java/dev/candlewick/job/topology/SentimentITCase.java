package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.SimulatorBuilder;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.alternativeme.FearGreedSource;
import dev.candlewick.sources.alternativeme.FearGreedSourceBuilder;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.ReplaySource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded tape beside recorded answers of the index, against what another program made. */
class SentimentITCase {
    private static final Path RECORDINGS =
            Path.of("..", "functions/src/test/resources/dev/candlewick/functions/sentiment");
    private static final String BAR = "symbol, bar_interval, open_time, close, revision, run_id";

    /** A root is the nearest double or one beside it. */
    private static final String DAYS =
            "SELECT (%s, value, regime, previous_value, trend, trend_strength,"
                    + " round(volatility, 14))::VARCHAR FROM %s";

    private static final String EPISODES =
            "SELECT (regime, started_on, ended_on, days, min_value, max_value, mean_value)::VARCHAR"
                    + " FROM %s";

    @TempDir private Path folder;

    @Test
    void everyFinalBarIsReadBesideTheReadingOfItsDay() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        try (ExchangeSimulator index = index().build().start()) {
            pipeline.run(new Inputs(tape(), once(index.sentimentUrl())), "run");
        }

        assertThat(barsWithoutSignal(pipeline)).isEmpty();
        assertThat(beside(pipeline, "true"))
                .containsExactly("(2025-09-04, 51, neutral, hold, 0.0)");
        assertThat(pipeline.lake("signals", "count(*) > 2000")).containsExactly("true");
        assertThat(pipeline.hot("SELECT count(*) FROM signals"))
                .isEqualTo(
                        pipeline.lake(
                                "signals", "count(DISTINCT (symbol, bar_interval, open_time))"));
        assertRecorded("to_20250904", pipeline);
    }

    @Test
    void aReadingPublishedWithinTheTapeReachesOnlyBarsThatCloseLater() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        try (ExchangeSimulator index = index().build().start()) {
            Source<SentimentEvent, ?, ?> late =
                    source(index.sentimentUrl())
                            .publicationDelay(Duration.ofHours(20).plusMinutes(5))
                            .once()
                            .build();
            pipeline.run(new Inputs(tape(), Optional.of(late)), "run");
        }

        String known = "TIMESTAMPTZ '2025-09-04 20:05:00Z'";
        assertThat(barsWithoutSignal(pipeline)).isEmpty();
        assertThat(beside(pipeline, "close_time < " + known))
                .containsExactly("(2025-09-03, 55, greed, weak_sell, 0.0)");
        assertThat(beside(pipeline, "close_time >= " + known))
                .containsExactly("(2025-09-04, 51, neutral, hold, 0.0)");
    }

    @Test
    void aYearOfReadingsGivesTheRegimesThatSqlFinds() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 1);
        SimulatorBuilder year =
                index().sentimentHistory(RECORDINGS.resolve("limit365_response.json"));
        try (ExchangeSimulator index = year.build().start()) {
            pipeline.run(new Inputs(shortTape(), once(index.sentimentUrl())), "run");
        }

        assertRecorded("limit365", pipeline);
        assertThat(beside(pipeline, "true"))
                .as("the newest reading is months older than the tape")
                .containsExactly("(NULL, NULL, NULL, NULL, NULL)");
    }

    @Test
    void anIndexThatDoesNotAnswerLeavesBarsWithoutReadings() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 1);

        pipeline.run(new Inputs(shortTape(), once(unanswered())), "run");

        assertThat(barsWithoutSignal(pipeline)).isEmpty();
        assertThat(beside(pipeline, "true")).containsExactly("(NULL, NULL, NULL, NULL, NULL)");
        assertThat(pipeline.hot("SELECT count(*) FROM sentiment")).containsExactly("0");
    }

    @Test
    void losesAndDoublesNoSignalWhenTheJobFailsAfterACheckpoint() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        String id = folder.toString();
        try (ExchangeSimulator index = index().build().start()) {
            pipeline.run(
                    new Inputs(
                            new FailingOnceSource<>(tape(), 5, 2, id), once(index.sentimentUrl())),
                    "run");
        }

        assertThat(FailingOnceSource.failuresLeft(id)).isZero();
        assertThat(barsWithoutSignal(pipeline)).isEmpty();
        assertThat(beside(pipeline, "true"))
                .containsExactly("(2025-09-04, 51, neutral, hold, 0.0)");
        assertThat(pipeline.lake("signals", "count(*) - count(DISTINCT (%s))".formatted(BAR)))
                .containsExactly("0");
        assertRecorded("to_20250904", pipeline);
    }

    @Test
    void aReadingThatIsNoneIsADeadLetterAndTheOthersStand() throws Exception {
        String answer = Files.readString(RECORDINGS.resolve("to_20250904_response.json"));
        Path broken =
                Files.writeString(
                        folder.resolve("broken.json"), answer.replaceFirst("\"55\"", "\"101\""));
        TestingPipeline pipeline = new TestingPipeline(folder, 1);
        try (ExchangeSimulator index = index().sentimentHistory(broken).build().start()) {
            pipeline.run(new Inputs(shortTape(), once(index.sentimentUrl())), "run");
        }

        assertThat(pipeline.lake("dead_letters", "concat_ws(' ', channel, reason)"))
                .containsExactly("fear_and_greed value_out_of_range");
        assertThat(beside(pipeline, "true"))
                .containsExactly("(2025-09-04, 51, neutral, hold, 0.0)");
    }

    private static void assertRecorded(String recording, TestingPipeline pipeline)
            throws SQLException {
        assertThat(pipeline.hot(DAYS.formatted("reading_date", "sentiment")))
                .containsExactlyInAnyOrderElementsOf(
                        TestingPipeline.ask(DAYS.formatted("day", csv(recording + "_days.csv"))));
        assertThat(pipeline.hot(EPISODES.formatted("sentiment_regimes")))
                .containsExactlyInAnyOrderElementsOf(
                        TestingPipeline.ask(EPISODES.formatted(csv(recording + "_episodes.csv"))));
    }

    private static String csv(String file) {
        return "read_csv('%s')".formatted(RECORDINGS.resolve(file));
    }

    /** Of all bars of the lake, which are final. */
    private static List<String> barsWithoutSignal(TestingPipeline pipeline) throws SQLException {
        return TestingPipeline.ask(
                """
                SELECT (%1$s)::VARCHAR FROM (
                    SELECT %1$s FROM read_parquet('%2$s/bars/**/*.parquet')
                    EXCEPT ALL
                    SELECT %1$s FROM read_parquet('%2$s/signals/**/*.parquet'))
                """
                        .formatted(BAR, pipeline.lake()));
    }

    private static List<String> beside(TestingPipeline pipeline, String where) throws SQLException {
        return TestingPipeline.ask(
                """
                SELECT DISTINCT
                    (reading_date, value, regime, signal, contrarian_strength)::VARCHAR
                FROM read_parquet('%1$s/signals/**/*.parquet')
                JOIN read_parquet('%1$s/bars/**/*.parquet') USING (%2$s)
                WHERE %3$s
                """
                        .formatted(pipeline.lake(), BAR, where));
    }

    private ReplaySource tape() throws IOException {
        return replay(TestingTape.recorded(folder));
    }

    /** Where any bars will do. */
    private ReplaySource shortTape() throws IOException {
        return replay(TestingTape.beginning(folder, Duration.ofMinutes(4)));
    }

    private static ReplaySource replay(Path tape) {
        return ReplaySource.builder(HyperliquidFeed.of()).files(List.of(tape.toString())).build();
    }

    /** An exchange without subscribers. */
    private static SimulatorBuilder index() {
        return ExchangeSimulator.builder().tape(Tape.recorded()).maxSpeed();
    }

    private static Optional<Source<SentimentEvent, ?, ?>> once(URI url) {
        return Optional.of(source(url).once().build());
    }

    private static FearGreedSourceBuilder source(URI url) {
        return FearGreedSource.builder().url(url.toString()).requestTimeout(Duration.ofSeconds(5));
    }

    private static URI unanswered() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/fng/");
        }
    }
}
