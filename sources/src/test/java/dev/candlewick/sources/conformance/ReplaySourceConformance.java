package dev.candlewick.sources.conformance;

import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.RecordingBuilder;
import dev.candlewick.sources.replay.ReplaySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.io.TempDir;

/** A recording, the one split, which all writers of a test extend. A recording is bounded. */
class ReplaySourceConformance extends SourceTestSuiteBase<String> {

    @TestEnv MiniClusterTestEnvironment cluster = new MiniClusterTestEnvironment();

    @TestSemantics
    CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

    @TempDir static Path folder;

    @TestContext
    ExternalContextFactory<Recording> contexts =
            testName -> new Recording(folder.resolve(testName + ".jsonl.gz"));

    /** A coin for each writer. */
    static final class Recording extends SourceContext {

        private static final int TRADES = 200;

        private final Path file;
        private final RecordingBuilder recording = new RecordingBuilder();
        private double second;

        Recording(Path file) {
            this.file = file;
        }

        @Override
        public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
            if (settings.getBoundedness() != Boundedness.BOUNDED) {
                throw new UnsupportedOperationException("A recording is bounded");
            }
            ReplaySource source =
                    ReplaySource.builder(HyperliquidFeed.of())
                            .files(List.of(file.toString()))
                            .build();
            return ExtractingSource.of(source, ShownTrades::of);
        }

        @Override
        Writer writer() {
            return this::record;
        }

        private void record(List<String> records) {
            for (String trade : records) {
                second += 0.1;
                recording
                        .at(second + 0.2)
                        .trade(ShownTrades.symbol(trade), ShownTrades.id(trade), second);
            }
            try {
                recording.gzipTo(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<String> generateTestData(TestingSourceSettings settings, int split, long seed) {
            return LongStream.rangeClosed(1, TRADES)
                    .mapToObj(id -> ShownTrades.shown("COIN" + split, id))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
