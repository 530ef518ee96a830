package dev.candlewick.job.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

/** What a bucket whose readers pay asks for: no store that could be run here knows of it. */
class RequesterPaysITCase {

    @Test
    void requestsSayThatTheReaderPays() throws Exception {
        Queue<String> payers = new ConcurrentLinkedQueue<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    List<String> payer = exchange.getRequestHeaders().get("x-amz-request-payer");
                    payers.add(payer == null ? "none" : payer.get(0));
                    exchange.getResponseHeaders().add("ETag", "\"1\"");
                    exchange.getResponseHeaders().add("Content-Length", "7");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        try (S3FileSystem ignored = S3FileSystem.use(settings(server))) {
            Path object = new Path("s3://archive/object.lz4");
            assertThat(object.getFileSystem().getFileStatus(object).getLen()).isEqualTo(7);
        } finally {
            server.stop(0);
        }
        assertThat(payers).isNotEmpty().containsOnly("requester");
    }

    private static Map<String, String> settings(HttpServer server) {
        return Map.of(
                "s3.audit.enabled",
                "true",
                "s3.audit.request.handlers",
                "dev.candlewick.s3.RequesterPays",
                "s3.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "s3.endpoint.region",
                "ap-northeast-1",
                "s3.path-style-access",
                "true",
                "s3.requester.pays.enabled",
                "true",
                "s3.access-key",
                S3Store.ACCESS_KEY,
                "s3.secret-key",
                S3Store.SECRET_KEY);
    }
}
