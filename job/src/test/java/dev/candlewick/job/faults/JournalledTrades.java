package dev.candlewick.job.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The trades in a journal whose writer was killed, read by nothing of ours. */
public final class JournalledTrades {

    private static final Pattern TRADE_ID = Pattern.compile("\"tid\":(\\d+)");

    private JournalledTrades() {}

    /** Their ids. A line without an end was cut short by the kill. */
    public static Set<String> in(Path journal) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (Path file : segments(journal)) {
            String text = Files.readString(file);
            Matcher matcher = TRADE_ID.matcher(text.substring(0, text.lastIndexOf('\n') + 1));
            while (matcher.find()) {
                ids.add(matcher.group(1));
            }
        }
        return ids;
    }

    private static List<Path> segments(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(journal)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
    }
}
