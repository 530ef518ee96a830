package dev.candlewick.job.s3;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A real S3 API over a folder, in a process of its own with a class path of its own. A bucket is a
 * folder, and what is written through the API can be read there as files.
 */
public final class S3Store implements AutoCloseable {

    public static final String ACCESS_KEY = "reader";
    public static final String SECRET_KEY = "secret-of-the-reader";

    private static final Path CLASS_PATH = Path.of("../docker/s3-store/target/lib");
    private static final Path LOGGING = Path.of("src/test/resources/s3proxy/logback.xml");
    private static final Path SHIPPED = Path.of("target/candlewick/conf");
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Pattern LISTENS = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)}");

    private final Path folder;
    private final Path properties;
    private final Path output;
    private Process process;

    private S3Store(Path folder, Path properties, Path output) {
        this.folder = folder;
        this.properties = properties;
        this.output = output;
    }

    /** Starts it over an empty folder and waits until it listens. */
    public static S3Store start(Path folder) throws IOException {
        Path buckets = Files.createDirectories(folder.resolve("buckets"));
        Path properties = folder.resolve("s3proxy.conf");
        S3Store store = new S3Store(buckets, properties, folder.resolve("s3proxy.log"));
        store.begin("0");
        return store;
    }

    private void begin(String port) throws IOException {
        Files.writeString(properties, properties(port, folder));
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Dlogback.configurationFile=" + LOGGING.toAbsolutePath(),
                                "-cp",
                                CLASS_PATH.toAbsolutePath() + "/*",
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                properties.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            await().atMost(STARTS_WITHIN).until(() -> port() != null);
        } catch (RuntimeException failure) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "S3Proxy does not listen: " + Files.readString(output), failure);
        }
    }

    /** Starts it again over the same folder, at the same address. */
    public void startAgain() throws IOException {
        begin(port());
    }

    /** Makes a bucket and returns the folder that stands for it. */
    public Path bucket(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    public URI endpoint() throws IOException {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** What Flink must know to reach it, without credentials. */
    public Map<String, String> flinkSettings() throws IOException {
        return Map.of(
                "s3.endpoint", endpoint().toString(),
                "s3.endpoint.region", "us-east-1",
                "s3.path-style-access", "true");
    }

    /** The same with credentials. */
    public Map<String, String> clientSettings() throws IOException {
        Map<String, String> settings = new HashMap<>(flinkSettings());
        settings.put("s3.access-key", ACCESS_KEY);
        settings.put("s3.secret-key", SECRET_KEY);
        return settings;
    }

    /**
     * Writes our own configuration, with the address of this store in its section, below a folder.
     */
    public Path configuration(Path below) throws IOException {
        String lines =
                flinkSettings().entrySet().stream()
                        .map(
                                each ->
                                        "  %s: %s"
                                                .formatted(
                                                        each.getKey().substring(3),
                                                        each.getValue()))
                        .collect(Collectors.joining("\n"));
        Path conf = Files.createDirectories(below.resolve("conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                Files.readString(SHIPPED.resolve("config.yaml"))
                        .replace("\ns3:\n", "\ns3:\n" + lines + "\n"));
        return conf;
    }

    /** Ends it as a machine that loses its power does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            kill();
        }
    }

    private String port() throws IOException {
        Matcher listens = LISTENS.matcher(Files.readString(output));
        return listens.find() ? listens.group(1) : null;
    }

    private static String properties(String port, Path buckets) {
        return """
                s3proxy.endpoint=http://127.0.0.1:%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                .formatted(port, ACCESS_KEY, SECRET_KEY, buckets);
    }
}
