package dev.candlewick.job.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is inside of the job jar and of the distribution, and what must not be. */
class PackagingITCase {

    private static final Path DISTRIBUTION = Path.of("target", "candlewick");
    private static final Path JOB_JAR = DISTRIBUTION.resolve("lib/candlewick-job.jar");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/candlewick/job/Candlewick.class",
                "dev/candlewick/functions/model/Trade.class",
                "dev/candlewick/sources/websocket/WebSocketSource.class",
                "dev/candlewick/sinks/duckdb/HotStore.class",
                "org/apache/flink/formats/parquet/ParquetWriterFactory.class",
                "org/apache/hadoop/conf/Configuration.class",
                "com/fasterxml/jackson/core/JsonFactory.class",
                "com/ctc/wstx/stax/WstxInputFactory.class",
                "net/jpountz/lz4/LZ4Factory.class",
                "org/java_websocket/client/WebSocketClient.class",
                "picocli/CommandLine.class",
                "sql/duckdb/bars.sql",
                "META-INF/services/org.apache.flink.metrics.reporter.MetricReporterFactory",
                "META-INF/services/com.fasterxml.jackson.core.JsonFactory",
                "META-INF/services/javax.xml.stream.XMLInputFactory"
            })
    void theJobJarHoldsWhatOnlyTheJobNeeds(String entry) throws IOException {
        assertThat(entries()).contains(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/duckdb/",
                "org/slf4j/",
                "org/apache/logging/",
                "org/apache/log4j/",
                "javax/annotation/Nonnull.class",
                "dev/candlewick/simulator/",
                "dev/candlewick/rpc/",
                "META-INF/services/org.apache.flink.runtime.rpc.",
                "org/apache/pekko/",
                "scala/",
                "tapes/",
                "org/junit/",
                "org/assertj/",
                "libduckdb_java"
            })
    void theJobJarHoldsNothingThatAClusterOrTheDemoHas(String prefix) throws IOException {
        assertThat(entries()).noneMatch(entry -> entry.startsWith(prefix));
    }

    @Test
    void ofFlinkTheJobJarHoldsTheParquetFormatAlone() throws IOException {
        Set<String> packages =
                entries().stream()
                        .filter(entry -> entry.matches("org/apache/flink/.*\\.class"))
                        .map(entry -> entry.split("/")[3] + "/" + entry.split("/")[4])
                        .collect(Collectors.toSet());
        assertThat(packages).containsExactly("formats/parquet");
    }

    @Test
    void noTestsNoSignaturesAndNoLoggingConfigurationLeak() throws IOException {
        assertThat(entries())
                .noneMatch(entry -> entry.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
                .noneMatch(entry -> entry.startsWith("log4j"))
                .noneMatch(entry -> entry.startsWith("payloads/"))
                .noneMatch(
                        entry ->
                                entry.matches(
                                        "dev/candlewick/.*(Test|ITCase|Testing\\w*)\\.class"));
    }

    @Test
    void theJobJarStartsOurMainClass() throws IOException {
        try (JarFile jar = new JarFile(JOB_JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("dev.candlewick.job.Candlewick");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flink-core-",
                "flink-runtime-",
                "flink-runtime-web-",
                "flink-streaming-java-",
                "flink-clients-",
                "flink-connector-base-",
                "flink-connector-datagen-",
                "flink-connector-files-",
                "flink-statebackend-rocksdb-",
                "duckdb_jdbc-",
                "log4j-core-",
                "log4j-slf4j-impl-",
                "slf4j-api-",
                "candlewick-exchange-simulator-",
                "commons-lang3-",
                "commons-io-",
                "commons-compress-",
                "lz4-java-"
            })
    void libHoldsWhatTheJobJarLeavesOutOnce(String prefix) throws IOException {
        assertThat(
                        names(DISTRIBUTION.resolve("lib"))
                                .filter(name -> name.matches(prefix + "\\d.*")))
                .hasSize(1);
    }

    /** Within the jar it would be unpacked into a temporary file at each start. */
    @Test
    void theNativeLibraryOfDuckDbLiesBesideItsJar() throws IOException {
        assertThat(names(DISTRIBUTION.resolve("lib")))
                .contains("libduckdb_java.so_linux_amd64", "libduckdb_java.so_linux_arm64");
    }

    /** A cluster that is made of lib has Flink's own loader of them. */
    @Test
    void theActorsOfLocalProcessesLieBesideLib() throws IOException {
        assertThat(names(DISTRIBUTION.resolve("local")))
                .hasSize(2)
                .anyMatch(name -> name.matches("flink-rpc-akka-\\d.*"))
                .anyMatch(name -> name.startsWith("candlewick-local-rpc-"));
        assertThat(names(DISTRIBUTION.resolve("lib")))
                .noneMatch(name -> name.matches("flink-rpc-akka-\\d.*|.*local-rpc.*"))
                .anyMatch(name -> name.startsWith("flink-rpc-akka-loader-"));
    }

    @Test
    void libHoldsNothingOfTests() throws IOException {
        assertThat(names(DISTRIBUTION.resolve("lib")))
                .noneMatch(
                        name ->
                                name.matches(
                                        ".*(junit|assertj|archunit|-tests?\\.jar|test-utils).*"));
    }

    @Test
    void theS3FileSystemIsAPluginOfItsOwn() throws IOException {
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("plugins/s3-fs-hadoop"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .hasSize(2)
                    .anyMatch(jar -> jar.startsWith("flink-s3-fs-hadoop-"))
                    .anyMatch(jar -> jar.startsWith("candlewick-s3-requester-pays-"));
        }
        assertThat(entries())
                .noneMatch(entry -> entry.startsWith("org/apache/flink/fs/"))
                .noneMatch(entry -> entry.startsWith("dev/candlewick/s3/"));
    }

    @Test
    void configurationAndQueriesComeAlong() {
        assertThat(DISTRIBUTION.resolve("conf/config.yaml")).exists();
        assertThat(DISTRIBUTION.resolve("conf/log4j2.properties")).exists();
        assertThat(DISTRIBUTION.resolve("conf/logging.properties")).exists();
        assertThat(DISTRIBUTION.resolve("sql/duckdb/bars.sql")).exists();
        assertThat(DISTRIBUTION.resolve("bin/candlewick")).isExecutable();
    }

    @Test
    void aCopyOfTheFolderRunsElsewhere() throws Exception {
        Path copy = folder.resolve("a copy");
        copy(DISTRIBUTION, copy);
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), copy.resolve("bin/candlewick"));

        Finished help = run(link.toString(), "--help");
        Finished config =
                run(
                        copy.resolve("bin/candlewick").toString(),
                        "config",
                        "--check",
                        "--set",
                        "web-ui.port=0");
        Finished wrong = run(link.toString(), "config", "--set", "lake.pth=x");

        assertThat(help.exitCode()).as(help.output()).isZero();
        assertThat(help.output()).contains("Usage: candlewick", "demo", "replay");
        assertThat(config.exitCode()).as(config.output()).isZero();
        assertThat(config.output()).contains("lake.path", "All settings are valid.");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.output().lines())
                .containsExactly(
                        "candlewick: lake.pth = x (--set): unknown key; did you mean lake.path?");
    }

    private record Finished(int exitCode, String output) {}

    private Finished run(String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.directory(Files.createDirectories(folder.resolve("elsewhere")).toFile());
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            return new Finished(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Set<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JOB_JAR.toFile())) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    /** Jars and native libraries as links: they are large. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path source : all) {
            Path target = to.resolve(from.relativize(source).toString());
            if (Files.isDirectory(source)) {
                Files.createDirectories(target);
            } else if (source.startsWith(from.resolve("lib"))
                    || source.toString().endsWith(".jar")) {
                Files.createSymbolicLink(target, source.toAbsolutePath());
            } else {
                Files.copy(source, target);
            }
        }
    }
}
