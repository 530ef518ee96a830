package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;

/** The stream {@code fastAssetCtxs}: all prices at first, then those that have changed; packed. */
final class FastContexts {

    private final Market market;
    private final Collection<String> coins;
    private final Map<String, ObjectNode> sent = new HashMap<>();

    FastContexts(Market market, Collection<String> coins) {
        this.market = market;
        this.coins = coins;
    }

    /** Everything as it is now. */
    String full() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        coins.forEach(coin -> all.set(coin, prices(coin)));
        return frame(all);
    }

    /** What has changed since this was last asked. */
    Optional<String> changes() {
        ObjectNode changes = Json.MAPPER.createObjectNode();
        for (String coin : coins) {
            ObjectNode now = prices(coin);
            ObjectNode before = sent.put(coin, now);
            ObjectNode change = now.deepCopy();
            if (before != null) {
                now.fieldNames()
                        .forEachRemaining(
                                name -> {
                                    if (now.get(name).equals(before.get(name))) {
                                        change.remove(name);
                                    }
                                });
            }
            if (!change.isEmpty()) {
                changes.set(coin, change);
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(frame(changes));
    }

    private ObjectNode prices(String coin) {
        ObjectNode prices = Json.MAPPER.createObjectNode();
        prices.put("markPx", new Quotes(market).context(coin).path("markPx").asText());
        Optional<BigDecimal> last = market.traded(coin).map(history -> history.last().price());
        return prices.put("midPx", last.map(BigDecimal::toPlainString).orElse(null));
    }

    private static String frame(ObjectNode contexts) {
        byte[] packed = packed(contexts.toString().getBytes(StandardCharsets.UTF_8));
        return "{\"channel\":\"fastAssetCtxs\",\"data\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(packed));
    }

    private static byte[] packed(byte[] text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(text);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] block = new byte[4_096];
        while (!deflater.finished()) {
            packed.write(block, 0, deflater.deflate(block));
        }
        deflater.end();
        return packed.toByteArray();
    }
}
