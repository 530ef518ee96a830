package dev.candlewick.sources.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The folders of the archive. Names are listed, never guessed, because hours are written with one
 * digit or two, and whatever follows the first point of a name says nothing.
 */
final class ArchiveFolders {

    private static final Pattern DAY = Pattern.compile("(\\d{8})(\\..*)?");
    private static final Pattern HOUR = Pattern.compile("(\\d{1,2})(\\..*)?");
    private static final int HOURS = 24;

    private ArchiveFolders() {}

    /** What lies in a folder with a file or folder for each day, by the start of the day. */
    static SortedMap<Long, FileStatus> days(Path folder) throws IOException {
        TreeMap<Long, FileStatus> days = new TreeMap<>();
        for (FileStatus child : children(folder)) {
            Matcher name = DAY.matcher(child.getPath().getName());
            Long day = name.matches() ? startOfDay(name.group(1)) : null;
            if (day != null) {
                days.putIfAbsent(day, child);
            }
        }
        return days;
    }

    /** What lies in the folder of a day, by the start of the hour. */
    static SortedMap<Long, FileStatus> hours(Path folder, long day) throws IOException {
        TreeMap<Long, FileStatus> hours = new TreeMap<>();
        for (FileStatus child : children(folder)) {
            Matcher name = HOUR.matcher(child.getPath().getName());
            if (name.matches() && Integer.parseInt(name.group(1)) < HOURS) {
                long hour = Integer.parseInt(name.group(1));
                hours.putIfAbsent(day + hour * ArchiveCatalog.HOUR, child);
            }
        }
        return hours;
    }

    /**
     * The file of each of some coins, as far as there are any. A name is taken verbatim or percent-
     * encoded; one with a slash, such as {@code PURR/USDC}, may also be a path.
     */
    static Map<String, FileStatus> coins(Path folder, List<String> coins) throws IOException {
        Map<String, FileStatus> byName = byName(folder);
        Map<String, FileStatus> found = new LinkedHashMap<>();
        for (String coin : coins) {
            Optional<FileStatus> file =
                    fileOf(coin, byName).or(() -> fileOf(encoded(coin), byName));
            int slash = coin.lastIndexOf('/');
            if (file.isEmpty() && slash > 0 && slash < coin.length() - 1) {
                Path below = new Path(folder, coin.substring(0, slash));
                file = fileOf(coin.substring(slash + 1), byName(below));
            }
            file.ifPresent(status -> found.put(coin, status));
        }
        return found;
    }

    private static Optional<FileStatus> fileOf(String name, Map<String, FileStatus> byName) {
        return Stream.of(".lz4", "", ".gz", ".jsonl", ".json")
                .map(ending -> byName.get(name + ending))
                .filter(file -> file != null && !file.isDir())
                .findFirst();
    }

    private static Map<String, FileStatus> byName(Path folder) throws IOException {
        Map<String, FileStatus> byName = new LinkedHashMap<>();
        children(folder).forEach(child -> byName.putIfAbsent(child.getPath().getName(), child));
        return byName;
    }

    private static String encoded(String coin) {
        return URLEncoder.encode(coin, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Nothing if there is no such folder; the shortest names first, where two mean the same. */
    private static List<FileStatus> children(Path folder) throws IOException {
        try {
            FileSystem files = folder.getFileSystem();
            FileStatus[] children = files.listStatus(folder);
            return children == null
                    ? List.of()
                    : Stream.of(children)
                            .sorted(
                                    Comparator.comparingInt(ArchiveFolders::lengthOfName)
                                            .thenComparing(child -> child.getPath().getName()))
                            .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new IOException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static int lengthOfName(FileStatus child) {
        return child.getPath().getName().length();
    }

    private static Long startOfDay(String name) {
        try {
            LocalDate day = LocalDate.parse(name, DateTimeFormatter.BASIC_ISO_DATE);
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            return start.toEpochMilli() * 1_000;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
