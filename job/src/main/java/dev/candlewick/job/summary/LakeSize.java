package dev.candlewick.job.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** The bytes of a lake's finished files. */
final class LakeSize {

    private LakeSize() {}

    static long of(Path lake) throws IOException {
        try (Stream<Path> files = Files.find(lake, Integer.MAX_VALUE, LakeSize::isFinished)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static boolean isFinished(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        return attributes.isRegularFile() && name.endsWith(".parquet") && !name.startsWith(".");
    }
}
