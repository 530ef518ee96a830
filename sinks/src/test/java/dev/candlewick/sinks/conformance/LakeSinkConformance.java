package dev.candlewick.sinks.conformance;

import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemDataReader;
import org.apache.flink.connector.testframe.external.sink.DataStreamSinkV2ExternalContext;
import org.apache.flink.connector.testframe.external.sink.TestingSinkSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SinkTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.io.TempDir;

/** The lake, a table of which DuckDB reads back. */
class LakeSinkConformance extends SinkTestSuiteBase<LakeSinkConformance.Line> {

    @TestEnv MiniClusterTestEnvironment cluster = new MiniClusterTestEnvironment();

    @TestSemantics
    CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

    @TempDir static Path folder;

    @TestContext
    ExternalContextFactory<LakeFolder> contexts =
            testName -> new LakeFolder(folder.resolve(testName));

    /** A row of the table. */
    public record Line(String text) implements Comparable<Line>, Serializable {
        @Override
        public int compareTo(Line other) {
            return text.compareTo(other.text);
        }
    }

    /** One test's lake. */
    static final class LakeFolder implements DataStreamSinkV2ExternalContext<Line> {

        private static final Table<Line> LINES =
                Table.of(Line.class, "lines", 1).text("text", Line::text).key("text").build();
        private static final int ROWS = 200;

        private final Path lake;

        LakeFolder(Path lake) {
            this.lake = lake;
        }

        @Override
        public Sink<Line> createSink(TestingSinkSettings settings) {
            return Lake.at(lake.toString()).sink(LINES);
        }

        @Override
        public ExternalSystemDataReader<Line> createSinkDataReader(TestingSinkSettings settings) {
            return new FileReader(lake.resolve("lines"));
        }

        @Override
        public List<Line> generateTestData(TestingSinkSettings settings, long seed) {
            return IntStream.range(0, ROWS).mapToObj(n -> new Line(seed + "-" + n)).toList();
        }

        @Override
        public TypeInformation<Line> getProducedType() {
            return TypeInformation.of(Line.class);
        }

        @Override
        public List<URL> getConnectorJarPaths() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** Reads each committed file once. */
    private static final class FileReader implements ExternalSystemDataReader<Line> {

        private final Path table;
        private final Set<Path> read = new HashSet<>();

        FileReader(Path table) {
            this.table = table;
        }

        @Override
        public List<Line> poll(Duration timeout) {
            List<Line> lines = new ArrayList<>();
            try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
                for (Path file : committed()) {
                    if (read.add(file)) {
                        duckDb.rows("SELECT text FROM read_parquet('" + file + "')").stream()
                                .map(Line::new)
                                .forEach(lines::add);
                    }
                }
                return lines;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private List<Path> committed() {
            if (!Files.isDirectory(table)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(table)) {
                return files.filter(FileReader::isCommitted).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isCommitted(Path file) {
            String name = file.getFileName().toString();
            return name.endsWith(".parquet") && !name.startsWith(".");
        }

        @Override
        public void close() {}
    }
}
