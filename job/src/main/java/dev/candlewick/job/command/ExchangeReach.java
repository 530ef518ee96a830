package dev.candlewick.job.command;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ExchangeKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Whether something listens where the exchange should be. */
final class ExchangeReach {

    private static final int CONNECT_MILLIS = 5_000;

    private ExchangeReach() {}

    /**
     * Why the exchange's address refuses connections, if it does: exit code 1, since it may pass.
     */
    static Optional<Refusal> silence(EffectiveSettings effective) {
        URI url = effective.settings().exchange().websocketUrl();
        int defaultPort = url.getScheme().equals("wss") ? 443 : 80;
        int port = url.getPort() < 0 ? defaultPort : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(url.getHost()), port),
                    CONNECT_MILLIS);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(
                    unreachable(effective, "the host " + url.getHost() + " is not known"));
        } catch (IOException e) {
            return Optional.of(
                    unreachable(
                            effective,
                            String.format(
                                    Locale.ROOT, "no answer from %s:%d", url.getHost(), port)));
        }
    }

    private static Refusal unreachable(EffectiveSettings effective, String why) {
        return Refusal.failure(
                effective.describe(ExchangeKeys.WEBSOCKET_URL)
                        + ": "
                        + why
                        + "; check the URL and the network");
    }
}
