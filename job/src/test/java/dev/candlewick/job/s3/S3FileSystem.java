package dev.candlewick.job.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;

/** The distribution's S3 plugin in this process, until it is closed. */
public final class S3FileSystem implements AutoCloseable {

    private static final Path PLUGINS = Path.of("target/candlewick/plugins");

    private S3FileSystem() {}

    /** Lets Flink know the scheme, with further settings of Flink. */
    public static S3FileSystem use(Map<String, String> settings) throws IOException {
        System.setProperty("aws.java.v1.disableDeprecationAnnouncement", "true");
        Configuration configuration = Configuration.fromMap(settings);
        FileSystem.initialize(
                configuration,
                new DefaultPluginManager(
                        new DirectoryBasedPluginFinder(PLUGINS).findPlugins(),
                        CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
        return new S3FileSystem();
    }

    /** Puts a file there. */
    public void upload(Path file, String to) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(to);
        try (FSDataOutputStream out =
                path.getFileSystem().create(path, FileSystem.WriteMode.OVERWRITE)) {
            Files.copy(file, out);
        }
    }

    @Override
    public void close() {
        FileSystem.initialize(new Configuration(), null);
    }
}
