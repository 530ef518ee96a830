package dev.candlewick.job.status;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** What this machine talks to. */
public final class Endpoints {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final long TOLERATED_MILLIS = 3_000;

    private Endpoints() {}

    /** Whether a server listens there. */
    public static Finding listens(String subject, URI url) {
        boolean secret = url.getScheme().equals("wss") || url.getScheme().equals("https");
        int port = url.getPort() < 0 ? (secret ? 443 : 80) : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(url.getHost()), port),
                    PATIENCE_MILLIS);
            return Finding.good(subject, url.getHost() + ":" + port + " answers");
        } catch (UnknownHostException e) {
            return Finding.bad(
                    subject, "the host " + url.getHost() + " is not known; check DNS and the URL");
        } catch (IOException e) {
            return Finding.bad(
                    subject,
                    String.format(
                            Locale.ROOT,
                            "%s:%d does not answer (%s); check the URL and the network",
                            url.getHost(),
                            port,
                            e.getMessage()));
        }
    }

    /** Whether a port of the loopback interface can be listened at. */
    public static Finding free(String subject, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.good(subject, "port " + port + " is free");
        } catch (IOException e) {
            return Finding.bad(
                    subject,
                    "port "
                            + port
                            + " of 127.0.0.1 is in use; stop what listens there, or set"
                            + " web-ui.port");
        }
    }

    /** Our clock beside the one by which the exchange dates its answers, to a second. */
    public static Finding clock(URI rest) {
        try {
            HttpURLConnection connection = (HttpURLConnection) rest.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestMethod("HEAD");
            long before = System.currentTimeMillis();
            long theirs = connection.getHeaderFieldDate("Date", 0);
            long after = System.currentTimeMillis();
            connection.disconnect();
            return theirs == 0
                    ? Finding.good("clock", "the exchange does not date its answers")
                    : judge(theirs, before, after);
        } catch (IOException e) {
            return Finding.bad("clock", "cannot be compared: " + e.getMessage());
        }
    }

    /** Their date is cut to a second, so it may be a second early. */
    static Finding judge(long theirs, long before, long after) {
        long offset = theirs > after ? theirs - after : Math.min(0, theirs + 1_000 - before);
        return Math.abs(offset) <= TOLERATED_MILLIS
                ? Finding.good("clock", "agrees with the exchange's")
                : Finding.bad(
                        "clock",
                        Math.abs(offset) / 1_000
                                + (offset > 0 ? " s behind" : " s ahead of")
                                + " the exchange's; synchronise it (timedatectl set-ntp true)");
    }
}
