package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.TableFolder;
import java.util.List;

/**
 * The files of one day of a table, or of a table without days.
 *
 * @param name its path within the folder of the table; empty if it is that itself
 */
record Folder(String table, String name, List<TableFolder.Entry> files) {

    /** The name of a file that has been written here begins with it. */
    static final String SORTED = TableFolder.SORTED;

    long bytes() {
        return files.stream().mapToLong(TableFolder.Entry::bytes).sum();
    }

    /** Whether there is nothing to gain. */
    boolean isCompact() {
        return files.isEmpty() || (files.size() == 1 && files.get(0).isMerged());
    }

    /** The path of a file in it, within the folder of the table. */
    String resolve(String file) {
        return name.isEmpty() ? file : name + "/" + file;
    }
}
