package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpQuery;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A resource whose cursor counts its answers. It repeats each answer's body; {@code bad} is no use,
 * and {@code news in N} promises news in so many seconds.
 */
record CountedResource() implements PolledResource<String, Integer> {

    @Override
    public String name() {
        return "counted";
    }

    @Override
    public Integer initialCursor() {
        return 0;
    }

    @Override
    public Integer onStart(Integer cursor, long now) {
        return cursor;
    }

    @Override
    public HttpQuery request(Integer cursor, long now) {
        return HttpQuery.get(URI.create("http://127.0.0.1/" + cursor));
    }

    @Override
    public PollResult<String, Integer> onAnswer(
            Integer cursor, HttpAnswer answer, long receivedAt) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (body.equals("bad")) {
            return new PollResult<>(List.of("rejected"), cursor, 1, "it is bad", null);
        }
        Duration freshFor =
                body.startsWith("news in ")
                        ? Duration.ofSeconds(Long.parseLong(body.substring(8)))
                        : null;
        return new PollResult<>(List.of(body), cursor + 1, 0, null, freshFor);
    }

    @Override
    public PollResult<String, Integer> onFailure(Integer cursor, HttpAnswer answer, long at) {
        return PollResult.of(List.of(answer == null ? "nothing" : "" + answer.status()), cursor);
    }

    @Override
    public PollResult<String, Integer> onTick(Integer cursor, long now) {
        return PollResult.of(List.of("tick"), cursor);
    }

    @Override
    public List<String> onEnd() {
        return List.of("end");
    }

    @Override
    public String lastKnown(Integer cursor) {
        return "answer " + cursor;
    }

    @Override
    public SimpleVersionedSerializer<Integer> cursorSerializer() {
        return new IntegerSerializer();
    }

    @Override
    public TypeInformation<String> producedType() {
        return Types.STRING;
    }

    private static final class IntegerSerializer implements SimpleVersionedSerializer<Integer> {

        @Override
        public int getVersion() {
            return 7;
        }

        @Override
        public byte[] serialize(Integer cursor) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(cursor).array();
        }

        @Override
        public Integer deserialize(int version, byte[] serialized) throws IOException {
            if (version != 7) {
                throw new IOException("Version " + version);
            }
            return ByteBuffer.wrap(serialized).getInt();
        }
    }
}
