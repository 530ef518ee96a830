package dev.candlewick.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.junit.jupiter.api.Test;

class ClassPathRpcSystemLoaderTest {

    @Test
    void nothingIsUnpackedWhereTheClassPathHasTheActors() {
        try (RpcSystem system = RpcSystem.load(new Configuration())) {
            assertThat(system.getClass().getSimpleName()).isEqualTo("PekkoRpcSystem");
            assertThat(system.getClass().getClassLoader())
                    .isSameAs(RpcSystem.class.getClassLoader());
        }
    }

    @Test
    void flinksOwnLoaderIsAskedWhereItHasNot() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader cluster =
                new URLClassLoader(withoutActors(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(cluster);
            Class<?> type = cluster.loadClass(RpcSystem.class.getName());
            assertThat(cluster.loadClass(ClassPathRpcSystemLoader.class.getName()))
                    .isNotSameAs(ClassPathRpcSystemLoader.class);

            try (AutoCloseable system = (AutoCloseable) type.getMethod("load").invoke(null)) {
                assertThat(system).isInstanceOf(type);
                assertThat(system.getClass().getSimpleName()).isEqualTo("CleanupOnCloseRpcSystem");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] withoutActors() throws MalformedURLException {
        List<URL> jars = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(part);
            if (!path.getFileName().toString().matches("flink-rpc-akka-[0-9].*")) {
                jars.add(path.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }
}
