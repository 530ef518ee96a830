package dev.candlewick.connectors.lake;

import dev.candlewick.connectors.rows.OperatorUid;
import dev.candlewick.connectors.rows.RowSource;
import dev.candlewick.connectors.rows.Scan;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;

/** A table of the lake, bounded or followed; files are read as far as rows are asked for. */
final class LakeTableSource extends RowSource implements SupportsFilterPushDown {

    private final Duration every;
    private LakeFiles files;

    /**
     * @param every how often to look for new files; null if it is bounded
     */
    LakeTableSource(String name, LakeFiles files, Duration every, Scan scan) {
        super(name, scan);
        this.files = files;
        this.every = every;
    }

    private LakeTableSource(LakeTableSource other) {
        super(other);
        this.files = other.files;
        this.every = other.every;
    }

    @Override
    protected String uid() {
        return "lake-" + name() + "-" + scan().digest() + files.digest();
    }

    @Override
    protected DataStream<RowData> rows(
            StreamExecutionEnvironment env, TypeInformation<RowData> type, OperatorUid uid) {
        LakeFormat format = new LakeFormat(files, scan().fields(files.table()), type);
        LakeSource source = new LakeSource(files, every, format);
        String label = asSummaryString();
        return uid.on(env.fromSource(source, watermarks(), label, type), "files", label);
    }

    @Override
    protected boolean isBounded() {
        return every == null;
    }

    @Override
    public Result applyFilters(List<ResolvedExpression> filters) {
        files = files.within(files.bounds().and(filters, files.time()));
        return Result.of(List.of(), filters);
    }

    @Override
    public DynamicTableSource copy() {
        return new LakeTableSource(this);
    }

    @Override
    public String asSummaryString() {
        return "Lake " + files.table().name();
    }
}
