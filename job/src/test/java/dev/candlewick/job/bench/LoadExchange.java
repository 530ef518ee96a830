package dev.candlewick.job.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least of a WebSocket server that a client can subscribe to: it sends bytes that were encoded
 * before, so that it takes little of the machine that it shares with the client.
 */
final class LoadExchange implements Closeable {

    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
    private static final Pattern COIN = Pattern.compile("\"coin\" *: *\"([^\"]*)\"");
    private static final int TEXT = 0x81;
    private static final int PONG = 0x8a;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private volatile IOException failure;

    LoadExchange() throws IOException {
        start(this::accept);
    }

    String url() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/ws";
    }

    /** How many coins' trades are subscribed. */
    int subscribed() {
        return clients.size();
    }

    /**
     * Sends frames to who subscribed the trades of a coin; waits while the client does not read.
     */
    void send(String coin, byte[] frames, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        clients.get(coin).write(frames, length);
    }

    /** A frame with its header, as it goes over the network. */
    static byte[] frame(String text) {
        return framed(TEXT, text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static byte[] framed(int first, byte[] payload) {
        int header = payload.length < 126 ? 2 : 4;
        if (payload.length > 0xffff) {
            throw new IllegalArgumentException("too long for a frame: " + payload.length);
        }
        byte[] frame = new byte[header + payload.length];
        frame[0] = (byte) first;
        frame[1] = (byte) (header == 2 ? payload.length : 126);
        if (header == 4) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, header, payload.length);
        return frame;
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Client client = new Client(server.accept());
            start(client::serve);
        }
    }

    private void start(Work work) {
        Thread thread = new Thread(() -> run(work), "load-exchange");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Work work) {
        try {
            work.run();
        } catch (EOFException goodbye) {
            // The client has gone, which its exit code explains.
        } catch (IOException e) {
            failure = e;
        }
    }

    /** What a thread does. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** A connection. */
    private final class Client {

        private final DataInputStream in;
        private final OutputStream out;

        Client(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        }

        void serve() throws IOException {
            shakeHands();
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = payload();
                switch (first & 0x0f) {
                    case 1 -> answer(new String(payload, ISO_8859_1));
                    case 8 -> throw new EOFException();
                    case 9 -> write(framed(PONG, payload));
                    default -> {}
                }
            }
        }

        private void shakeHands() throws IOException {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.readUnsignedByte());
            }
            Matcher key = KEY.matcher(request);
            if (!key.find()) {
                throw new IOException("no WebSocket key in " + request);
            }
            write(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + accepted(key.group(1))
                                    + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
        }

        private static String accepted(String key) throws IOException {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-1");
                byte[] hash = digest.digest((key + ACCEPT).getBytes(ISO_8859_1));
                return Base64.getEncoder().encodeToString(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IOException(e);
            }
        }

        /** Masked, as all that clients send. */
        private byte[] payload() throws IOException {
            int length = in.readUnsignedByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            return payload;
        }

        private void answer(String text) throws IOException {
            if (text.contains("\"ping\"")) {
                write(frame("{\"channel\":\"pong\"}"));
                return;
            }
            write(frame("{\"channel\":\"subscriptionResponse\",\"data\":" + text + "}"));
            Matcher coin = COIN.matcher(text);
            if (text.contains("\"subscribe\"") && text.contains("\"trades\"") && coin.find()) {
                clients.put(coin.group(1), this);
            }
        }

        private void write(byte[] frame) throws IOException {
            write(frame, frame.length);
        }

        synchronized void write(byte[] frames, int length) throws IOException {
            out.write(frames, 0, length);
        }
    }
}
