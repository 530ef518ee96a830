package dev.candlewick.sources.conformance;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source whose events are reduced to the records that a suite wrote; all else is the source's.
 */
final class ExtractingSource<EventT, SplitT extends SourceSplit, StateT>
        implements Source<String, SplitT, StateT>, ResultTypeQueryable<String> {

    private static final long serialVersionUID = 1L;

    /** The records that an event stands for. */
    interface Extraction<EventT> extends Function<EventT, List<String>>, Serializable {}

    private final Source<EventT, SplitT, StateT> source;
    private final Extraction<EventT> extraction;

    private ExtractingSource(Source<EventT, SplitT, StateT> source, Extraction<EventT> extraction) {
        this.source = source;
        this.extraction = extraction;
    }

    static <EventT, SplitT extends SourceSplit, StateT> ExtractingSource<EventT, SplitT, StateT> of(
            Source<EventT, SplitT, StateT> source, Extraction<EventT> extraction) {
        return new ExtractingSource<>(source, extraction);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<String, SplitT> createReader(SourceReaderContext context) throws Exception {
        return new ExtractingReader<>(source.createReader(context), extraction);
    }

    @Override
    public SplitEnumerator<SplitT, StateT> createEnumerator(SplitEnumeratorContext<SplitT> context)
            throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<SplitT, StateT> restoreEnumerator(
            SplitEnumeratorContext<SplitT> context, StateT state) throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<StateT> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }
}
