package dev.candlewick.job.command;

import java.nio.file.Path;

/** Where this process logs to; the logging configuration reads it when the first line is logged. */
final class LogFile {

    private static final String FOLDER = "candlewick.logs";

    private LogFile() {}

    static void in(Path folder) {
        System.setProperty(FOLDER, folder.toString());
    }

    static Path path() {
        return Path.of(System.getProperty(FOLDER, "logs")).resolve("candlewick.log");
    }
}
