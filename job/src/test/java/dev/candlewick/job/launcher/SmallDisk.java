package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own (tmpfs) at a folder, which can be filled up; needs the right to mount. */
final class SmallDisk implements AutoCloseable {

    private final Path at;

    private SmallDisk(Path at) {
        this.at = at;
    }

    static SmallDisk mount(Path at) throws Exception {
        run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=64m",
                "tmpfs",
                Files.createDirectories(at).toString());
        return new SmallDisk(at);
    }

    void fill() {
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] block = new byte[1 << 16];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return at.resolve("filler");
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", at.toString());
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
