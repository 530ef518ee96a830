package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.local.StopSignal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is around a command.
 *
 * @param home the distribution's folder, if its launcher started this process
 * @param command what was typed to get here, for lines that tell what to type next
 * @param terminal whether a person watches {@code err}, so that a line can be updated in place
 * @param stops how a run that has begun is asked to stop
 */
public record Shell(
        Map<String, String> environment,
        Optional<Path> home,
        String command,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Supplier<StopSignal> stops) {

    public static Shell ofProcess() {
        return new Shell(
                System.getenv(),
                Optional.ofNullable(System.getProperty("candlewick.home")).map(Path::of),
                System.getProperty("candlewick.command", "candlewick"),
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Boolean.getBoolean("candlewick.terminal"),
                StopSignal::installed);
    }

    /** Whether this process is ours; otherwise a client or a cluster of Flink runs us. */
    public boolean ownsProcess() {
        return home.isPresent();
    }

    /** UTF-8 whatever the locale: a log collector or a pipe seldom says what it takes. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
    }
}
