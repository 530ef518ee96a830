package dev.candlewick.sinks.compaction;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Local files as {@code store:/tmp/file}: a file system that DuckDB does not know and that cannot
 * rename.
 */
public final class TestingObjectStore extends FileSystem {

    static final String SCHEME = "store";

    private final FileSystem files = new LocalFileSystem();

    /** Found by Flink as one of a service. */
    public static final class Factory implements FileSystemFactory {

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new TestingObjectStore();
        }
    }

    /** A file as it is called here. */
    private record Stored(FileStatus file) implements FileStatus {

        @Override
        public long getLen() {
            return file.getLen();
        }

        @Override
        public long getBlockSize() {
            return file.getBlockSize();
        }

        @Override
        public short getReplication() {
            return file.getReplication();
        }

        @Override
        public long getModificationTime() {
            return file.getModificationTime();
        }

        @Override
        public long getAccessTime() {
            return file.getAccessTime();
        }

        @Override
        public boolean isDir() {
            return file.isDir();
        }

        @Override
        public Path getPath() {
            return new Path(SCHEME + ":" + file.getPath().getPath());
        }
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return new Stored(files.getFileStatus(local(path)));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        FileStatus[] found = files.listStatus(local(path));
        return found == null
                ? null
                : Arrays.stream(found).map(Stored::new).toArray(FileStatus[]::new);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return files.open(local(path));
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return open(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        return files.create(local(path), mode);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return files.delete(local(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return files.mkdirs(local(path));
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException("an object store does not rename");
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
        return new BlockLocation[0];
    }

    @Override
    public Path getWorkingDirectory() {
        return getHomeDirectory();
    }

    @Override
    public Path getHomeDirectory() {
        return new Path(getUri());
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":/");
    }

    @Override
    public boolean isDistributedFS() {
        return true;
    }

    private static Path local(Path path) {
        return new Path("file:" + path.getPath());
    }
}
