package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the frames of a tape new for another round: later times, other trade ids, other hashes. */
final class FrameShift {

    private static final Set<String> TIMES = Set.of("time", "t", "T");
    private static final long TID_BITS = (1L << 50) - 1;

    private final long shiftMillis;
    private final long mask;

    /** Round 0 is the tape as it was recorded. */
    FrameShift(int round, long roundMillis) {
        this.shiftMillis = Math.multiplyExact(roundMillis, (long) round);
        this.mask = round == 0 ? 0 : scramble(round) & TID_BITS;
    }

    List<TapeFrame> shift(List<TapeFrame> frames) {
        return frames.stream().map(this::shift).toList();
    }

    TapeFrame shift(TapeFrame frame) {
        if (shiftMillis == 0) {
            return frame;
        }
        long received = frame.receivedNanos() + shiftMillis * 1_000_000;
        JsonNode json = Json.parse(frame.text());
        if (json.isMissingNode()) {
            return new TapeFrame(
                    received, frame.kind(), frame.stream(), frame.text(), frame.trades());
        }
        change(json);
        return TapeFrame.parse(received, json.toString());
    }

    private void change(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(changed(object, field.getKey(), field.getValue()));
            }
        } else {
            node.forEach(this::change);
        }
    }

    private JsonNode changed(ObjectNode parent, String name, JsonNode value) {
        if (TIMES.contains(name) && value.isIntegralNumber()) {
            return parent.numberNode(value.longValue() + shiftMillis);
        }
        if (name.equals("tid") && value.isIntegralNumber()) {
            return parent.numberNode(value.longValue() ^ mask);
        }
        if (name.equals("hash") && value.isTextual()) {
            return parent.textNode(newHash(value.textValue()));
        }
        change(value);
        return value;
    }

    /** No hash, all zeros, stays no hash. */
    private String newHash(String hash) {
        if (!hash.matches("0x[0-9a-f]{64}") || hash.matches("0x0+")) {
            return hash;
        }
        BigInteger changed = new BigInteger(hash.substring(2), 16).xor(BigInteger.valueOf(mask));
        return String.format(Locale.ROOT, "0x%064x", changed);
    }

    /** The finalizer of SplitMix64: neighbouring rounds get unrelated masks. */
    private static long scramble(long value) {
        long z = value * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
