package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.functions.model.MarketDataSerializer;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.sources.splits.VersionedSerializer;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import dev.candlewick.sources.websocket.split.WebSocketSplitSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes the distribution of coins into checkpoints. */
public final class WebSocketEnumeratorStateSerializer
        extends VersionedSerializer<WebSocketEnumeratorState> {

    private final MarketDataSerializer standings = new MarketDataSerializer();

    public WebSocketEnumeratorStateSerializer() {
        super("The distribution of coins", 3);
    }

    @Override
    protected void write(WebSocketEnumeratorState state, DataOutput out) throws IOException {
        writeAll(state.assigned(), out, (symbol, to) -> to.writeUTF(symbol));
        writeAll(
                state.unassigned(),
                out,
                (split, to) -> WebSocketSplitSerializer.writeTo(to, split));
        writeAll(
                state.memberSince().entrySet(),
                out,
                (member, to) -> {
                    to.writeUTF(member.getKey());
                    to.writeLong(member.getValue());
                });
        out.writeLong(state.lastDecision());
        writeAll(state.decisions(), out, this::writeDecision);
    }

    private void writeDecision(Decision decision, DataOutput out) throws IOException {
        out.writeLong(decision.number());
        writeAll(
                decision.standings(),
                out,
                (standing, to) -> standings.serialize(standing, (DataOutputSerializer) to));
    }

    @Override
    protected WebSocketEnumeratorState read(DataInputDeserializer in) throws IOException {
        Set<String> assigned = new HashSet<>(readAll(in, DataInput::readUTF));
        List<WebSocketSplit> unassigned = readAll(in, WebSocketSplitSerializer::readFrom);
        Map<String, Long> memberSince = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            memberSince.put(in.readUTF(), in.readLong());
        }
        long lastDecision = in.readLong();
        List<Decision> decisions = readAll(in, this::readDecision);
        return new WebSocketEnumeratorState(
                assigned, unassigned, memberSince, lastDecision, decisions);
    }

    private Decision readDecision(DataInput in) throws IOException {
        long number = in.readLong();
        return new Decision(
                number,
                readAll(
                        in,
                        from -> (Standing) standings.deserialize((DataInputDeserializer) from)));
    }
}
