package dev.candlewick.job.reload;

import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * The one split of the settings.
 *
 * @param known the last version that was emitted; negative if none was
 */
record SettingsSplit(long known) implements SourceSplit {

    static final SettingsSplit NEW = new SettingsSplit(-1);

    @Override
    public String splitId() {
        return "settings";
    }

    /** Writes the version. */
    static final class Serializer extends VersionedSerializer<SettingsSplit> {

        Serializer() {
            super("The split of the settings", 1);
        }

        @Override
        protected void write(SettingsSplit split, DataOutput out) throws IOException {
            out.writeLong(split.known());
        }

        @Override
        protected SettingsSplit read(DataInputDeserializer in) throws IOException {
            return new SettingsSplit(in.readLong());
        }
    }
}
