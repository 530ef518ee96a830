package dev.candlewick.sinks.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The files of a table that readers leave out, as one numbered list. A list is never changed: a
 * change is another list of a higher number, and a reader that sees several uses the highest.
 *
 * @param number 0 if there is no list yet
 */
public record HiddenFiles(long number, List<Entry> entries) {

    /** The folder of the lists within the folder of a table. */
    public static final String FOLDER = "_hidden";

    static final String SUFFIX = ".csv";
    static final HiddenFiles NONE = new HiddenFiles(0, List.of());

    /** Readers take the highest list by its rows, so that each list needs at least one. */
    private static final String ANY_LIST = ",list,0";

    /**
     * A hidden file.
     *
     * @param file its path within the folder of the table
     * @param since in milliseconds, when it was hidden
     */
    public record Entry(String file, Reason reason, long since) {}

    /** Why a file is hidden. */
    public enum Reason {
        /** Its rows are still to be read from the files that it will replace. */
        UNPUBLISHED,
        /** Its rows are in another file by now. */
        REPLACED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The next list, of other files. */
    public HiddenFiles next(List<Entry> others) {
        return new HiddenFiles(number + 1, List.copyOf(others));
    }

    /** The entries of one kind. */
    public List<Entry> of(Reason reason) {
        return entries.stream().filter(entry -> entry.reason() == reason).toList();
    }

    /** Whether a file is one of them. */
    boolean names(String file) {
        return entries.stream().anyMatch(entry -> entry.file().equals(file));
    }

    String fileName() {
        return String.format(Locale.ROOT, "%010d%s", number, SUFFIX);
    }

    byte[] encoded() {
        List<String> lines = new ArrayList<>();
        lines.add(ANY_LIST);
        for (Entry entry : entries) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%d",
                            entry.file,
                            entry.reason.label(),
                            entry.since));
        }
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    static HiddenFiles decode(String fileName, byte[] text) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : new String(text, UTF_8).lines().toList()) {
            if (!line.equals(ANY_LIST)) {
                entries.add(entry(fileName, line));
            }
        }
        return new HiddenFiles(numberOf(fileName), entries);
    }

    static long numberOf(String fileName) {
        return Long.parseLong(fileName.substring(0, fileName.length() - SUFFIX.length()));
    }

    private static Entry entry(String fileName, String line) throws IOException {
        String[] cells = line.split(",", -1);
        if (cells.length != 3) {
            throw new IOException(
                    "The list of hidden files %s has a line that is none of ours: %s; restore the list, or delete it if compaction never ran here"
                            .formatted(fileName, line));
        }
        return new Entry(cells[0], reason(fileName, cells[1]), Long.parseLong(cells[2]));
    }

    private static Reason reason(String fileName, String label) throws IOException {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IOException(
                                        "The list of hidden files %s knows a reason that this version does not: %s"
                                                .formatted(fileName, label)));
    }
}
