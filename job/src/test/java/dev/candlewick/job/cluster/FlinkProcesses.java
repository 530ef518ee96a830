package dev.candlewick.job.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts Flink's processes as its own scripts do, from the jars of the distribution's {@code lib}
 * folder: what a cluster has of its own, which is Flink, logging and DuckDB, and nothing of ours.
 */
final class FlinkProcesses {
    static final Path DISTRIBUTION = Path.of("target/candlewick").toAbsolutePath();
    static final Path JOB_JAR = DISTRIBUTION.resolve("lib/candlewick-job.jar");

    private static final List<String> OPENS =
            Stream.of(
                            "java.lang",
                            "java.net",
                            "java.io",
                            "java.nio",
                            "sun.nio.ch",
                            "java.lang.reflect",
                            "java.text",
                            "java.time",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.concurrent.atomic",
                            "java.util.concurrent.locks")
                    .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                    .toList();

    private final Path folder;
    private final String classpath;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, List<String>> parameters = new HashMap<>();

    /**
     * Makes the cluster's configuration.
     *
     * @param folder of its configuration and logs
     */
    FlinkProcesses(Path folder, String config) throws IOException {
        this.folder = folder;
        this.classpath = clusterJars();
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("config.yaml"), config);
        Files.copy(
                Path.of("../docker/flink-base/log4j-console.properties"),
                conf.resolve("log4j.properties"));
        environment.put("FLINK_CONF_DIR", conf.toString());
        environment.put("FLINK_PLUGINS_DIR", DISTRIBUTION.resolve("plugins").toString());
    }

    /** Gives all processes another variable. */
    FlinkProcesses with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * A job manager.
     *
     * @param prefix what runs the process; may be empty
     */
    Process jobManager(Path log, List<String> prefix, String... options) throws Exception {
        return launch(
                "GET_JM_RESOURCE_PARAMS",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                log,
                prefix,
                options);
    }

    /**
     * A task manager.
     *
     * @param host what runs the process as if it were on a machine of its own; may be empty
     */
    Process taskManager(Path log, List<String> host, String... options) throws Exception {
        return launch(
                "GET_TM_RESOURCE_PARAMS",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                log,
                host,
                options);
    }

    /** Runs Flink's command line and returns what it printed; fails when it does. */
    String client(String... arguments) throws Exception {
        List<String> command = java(List.of(), "org.apache.flink.client.cli.CliFrontend");
        command.addAll(Arrays.asList(arguments));
        return output(command, "flink " + arguments[0]);
    }

    /** What job managers elect their leader by. */
    Process zooKeeper(int port) throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("zoo.cfg"),
                        """
                        tickTime=500
                        dataDir=%s
                        clientPort=%d
                        clientPortAddress=127.0.0.1
                        admin.enableServer=false
                        """
                                .formatted(folder.resolve("zookeeper"), port));
        List<String> command =
                java(
                        List.of("-Xmx128m"),
                        "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server"
                                + ".ZooKeeperServerMain");
        command.add(config.toString());
        return process(command, folder.resolve("zookeeper.log")).start();
    }

    private Process launch(
            String resources, String entryPoint, Path log, List<String> host, String... options)
            throws Exception {
        List<String> memory = resourceParameters(resources);
        List<String> command = new ArrayList<>(host);
        command.addAll(java(words(memory.get(0)), entryPoint));
        command.addAll(List.of("--configDir", folder.resolve("conf").toString()));
        command.addAll(words(memory.get(1)));
        for (String option : options) {
            command.addAll(List.of("-D", option));
        }
        return process(command, log).start();
    }

    /** JVM flags and dynamic options, as Flink's own start scripts ask for them. */
    private List<String> resourceParameters(String command) throws Exception {
        if (!parameters.containsKey(command)) {
            List<String> ask = java(List.of(), "org.apache.flink.runtime.util.bash.BashJavaUtils");
            ask.addAll(List.of(command, "--configDir", folder.resolve("conf").toString()));
            String output = output(ask, command);
            Matcher result = Pattern.compile("BASH_JAVA_UTILS_EXEC_RESULT:(.*)").matcher(output);
            parameters.put(command, result.results().map(found -> found.group(1)).toList());
        }
        return parameters.get(command);
    }

    private String output(List<String> command, String name) throws Exception {
        Path output = Files.createTempFile(folder, "client", ".log");
        Process process = process(command, output).start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(name + " failed:\n" + Files.readString(output));
            }
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> java(List<String> options, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Dlog4j.configurationFile=" + folder.resolve("conf/log4j.properties").toUri());
        command.addAll(options);
        command.addAll(OPENS);
        command.addAll(List.of("-cp", classpath, mainClass));
        return command;
    }

    private ProcessBuilder process(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
    }

    private static String clusterJars() throws IOException {
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("lib"))) {
            return String.join(
                    File.pathSeparator,
                    jars.filter(jar -> !jar.getFileName().toString().startsWith("candlewick"))
                            .map(Path::toString)
                            .toList());
        }
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
