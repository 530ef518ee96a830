package dev.candlewick.job.lock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process that holds a place, as a line of text that people and programs read. */
public record Holder(String command, long process, String host, Instant since) {

    private static final Pattern LINE =
            Pattern.compile("(.+), process (\\d+) on (\\S+) since (\\S+)");

    /** This process. */
    public static Holder current(String command, Instant now) {
        return new Holder(
                command,
                ProcessHandle.current().pid(),
                hostName(),
                now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Empty if the text is not one of {@link #toString}. */
    public static Optional<Holder> parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        return parts.matches()
                ? Optional.of(
                        new Holder(
                                parts.group(1),
                                Long.parseLong(parts.group(2)),
                                parts.group(3),
                                Instant.parse(parts.group(4))))
                : Optional.empty();
    }

    /** Whether it was a process of this machine that has ended, for instance by kill -9. */
    boolean hasEnded() {
        return host.equals(hostName())
                && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, process %d on %s since %s", command, process, host, since);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\s", "-");
        } catch (UnknownHostException e) {
            return "this-machine";
        }
    }
}
